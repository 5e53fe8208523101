"""The pose log and the reps in Redis."""
