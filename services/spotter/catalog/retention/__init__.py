"""Retention: what was kept for long enough goes, in small steps."""
