"""Patterns of faults, and what the process that finds them is told."""
