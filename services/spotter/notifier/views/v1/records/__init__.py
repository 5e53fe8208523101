"""What the API shows of reps and histories."""
