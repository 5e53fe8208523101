"""Asks the catalog for reps and histories."""
