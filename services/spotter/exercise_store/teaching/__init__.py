"""A trainer teaches an exercise: which reps are fine or wrong, and the words for faults."""
