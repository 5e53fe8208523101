"""Checks and makes documents."""
