"""Selects the frames to process next and drops those that are too old."""
