"""What the API shows of workouts and proposals."""
