"""Tables of workouts, followed ones and proposals."""
