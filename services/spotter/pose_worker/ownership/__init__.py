"""Which stations are this worker's, and how tracks go on when they change hands."""
