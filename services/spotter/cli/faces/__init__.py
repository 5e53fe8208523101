"""``spotter faces``."""
