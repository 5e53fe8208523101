"""``spotter record``."""
