"""Compares reps with their references and says what it finds: RQ workers on the rep queue."""
