"""Alignment, faults and their words."""
