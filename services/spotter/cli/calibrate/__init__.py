"""``spotter calibrate``."""
