"""Reads Redis and updates the live view."""
