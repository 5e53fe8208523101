"""The services of workouts, followed ones and proposals."""
