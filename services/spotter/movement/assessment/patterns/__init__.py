"""Patterns of faults: which one a rep shows, what becomes of them, how they look."""
