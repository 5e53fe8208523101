"""Finds, tracks and analyses people's poses in a video or a folder of pose files."""
