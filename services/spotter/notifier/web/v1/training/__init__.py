"""The routes of workouts, planned, brought along and done at a station, and of proposals."""
