"""What a trainer teaches of an exercise: which reps are fine or wrong, and the words for faults."""
