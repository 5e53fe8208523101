"""``spotter up``."""
