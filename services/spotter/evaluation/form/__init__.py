"""Measures how well Spotter tells good reps from bad ones."""
