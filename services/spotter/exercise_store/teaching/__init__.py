"""Finds what a trainer teaches by: reps in recordings and in a running gym."""
