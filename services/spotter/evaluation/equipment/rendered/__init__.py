"""Measures how well taught equipment is followed on rendered athletes, whose truth is known."""
