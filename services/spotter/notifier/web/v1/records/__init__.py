"""The routes of reps and histories."""
