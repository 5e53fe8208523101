"""Asks the catalog about workouts and proposals."""
