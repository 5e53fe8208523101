"""Measures verdicts on rendered athletes with seeded faults."""
