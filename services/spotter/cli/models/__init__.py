"""``spotter models``."""
