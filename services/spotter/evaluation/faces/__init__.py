"""Measures how far faces of one person and of two are apart, on pictures that a user gives."""
