"""What is trained at a station, who is judged there, and where their reps begin and end."""
