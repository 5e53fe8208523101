"""``spotter evaluate``."""
