"""Reps, and what is said of them."""
