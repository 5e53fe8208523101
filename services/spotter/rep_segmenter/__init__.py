"""Cuts the poses of its stations into reps as they arrive, and queues them for the scorer."""
