"""What a trainer teaches: exercises by recordings, and reps that were fine or wrong."""
