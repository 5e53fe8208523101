"""Pose estimators behind one small protocol, and the cache of their networks."""
