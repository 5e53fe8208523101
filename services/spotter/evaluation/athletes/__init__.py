"""Rendered athletes with seeded faults."""
