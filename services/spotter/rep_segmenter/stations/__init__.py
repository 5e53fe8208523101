"""A station's exercises, the people judged there, and where their reps begin and end."""
