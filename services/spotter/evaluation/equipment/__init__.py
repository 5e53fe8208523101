"""Measures how well taught equipment is followed, on a video whose truth was marked by eye."""
