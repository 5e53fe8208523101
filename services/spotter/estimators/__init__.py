"""Pose estimators behind one small protocol, and the cache of the networks that they need."""
