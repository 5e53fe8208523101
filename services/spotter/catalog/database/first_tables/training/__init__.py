"""The first tables of workouts, followed ones and proposals."""
