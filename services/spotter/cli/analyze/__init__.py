"""``spotter analyze``."""
