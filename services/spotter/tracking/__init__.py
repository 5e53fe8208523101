"""Tracks people from frame to frame, and smooths the jitter of their keypoints."""
