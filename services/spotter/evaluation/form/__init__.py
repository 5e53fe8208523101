"""Good reps told from bad ones."""
