"""Rendered athletes with known truth: pure computation; randomness is passed in."""
