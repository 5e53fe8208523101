"""Cuts the poses of every station into reps, as they come, and hands the reps to the scorer."""
