"""Fits what is allowed, and the threshold, to reps that are known."""
