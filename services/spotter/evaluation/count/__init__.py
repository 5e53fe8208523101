"""Counts reps in real clips."""
