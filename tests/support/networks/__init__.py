"""Pose networks: real, small and random ones."""
