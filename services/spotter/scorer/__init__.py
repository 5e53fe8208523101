"""Compares reps with their references and publishes verdicts: RQ workers on the rep queue."""
