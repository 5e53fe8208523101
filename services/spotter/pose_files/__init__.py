"""Pose files of other tools: OpenPose's JSON and numpy's archives."""
