"""Decides whose face it is, and when that is sure enough. Pure."""
