"""Reps counted in real clips."""
