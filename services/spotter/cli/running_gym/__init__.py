"""What commands reach of a running gym: its catalog, its Redis, its reps."""
