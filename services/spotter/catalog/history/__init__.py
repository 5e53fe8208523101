"""History: sums of reps by day, written with them and read instead of them."""
