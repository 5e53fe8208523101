"""Slow, obvious twins of the code under test."""
