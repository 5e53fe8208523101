"""The report of ``spotter analyze``."""
