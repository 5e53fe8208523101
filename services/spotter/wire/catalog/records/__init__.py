"""Reps and histories, as messages."""
