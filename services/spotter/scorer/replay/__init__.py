"""Scores again what was scored: the jobs of the replay queue."""
