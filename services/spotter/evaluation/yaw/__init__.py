"""Measures how well the poses tell where around the person a camera stands."""
