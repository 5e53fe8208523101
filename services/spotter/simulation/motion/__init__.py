"""Movements with known ground truth: exercises, faults, tempo, gait."""
