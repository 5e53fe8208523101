"""``spotter member``, ``spotter session`` and ``spotter class``."""
