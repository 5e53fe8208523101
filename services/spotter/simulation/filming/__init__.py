"""Turns joints into pictures: cameras, rendering, noise."""
