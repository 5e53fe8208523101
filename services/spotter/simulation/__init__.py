"""Renders athletes with known ground truth: pure computation; randomness is passed in."""
