"""``spotter chaos``."""
