"""Workouts that members do, followed by the verdicts on their reps."""
