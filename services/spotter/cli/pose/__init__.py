"""``spotter pose``."""
