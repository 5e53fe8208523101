"""Exercises, their descriptions, how they are taught, and patterns of faults, as messages."""
