"""Workouts, how they are followed, and proposals, as messages."""
