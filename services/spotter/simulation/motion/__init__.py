"""Movements with known truth: exercises, faults, tempo, gait."""
