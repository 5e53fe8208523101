"""Faults, angles and measures in the words of a trainer."""
