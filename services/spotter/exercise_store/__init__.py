"""Exercises on disk: references, versions, what a trainer teaches."""
