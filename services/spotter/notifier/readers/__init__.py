"""Reads Redis and tells the live view."""
