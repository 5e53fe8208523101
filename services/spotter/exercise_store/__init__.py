"""Exercises on disk: references, versions, and a trainer's teaching."""
