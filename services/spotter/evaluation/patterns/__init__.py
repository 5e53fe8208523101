"""Measures whether patterns of faults are the seeded kinds, and whom they name."""
