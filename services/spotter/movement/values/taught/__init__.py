"""By what reps are judged: exercises as trainers teach them, and people's own baselines."""
