"""``spotter db``."""
