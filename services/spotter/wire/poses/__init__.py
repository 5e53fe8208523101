"""Frames, and the people seen in them."""
