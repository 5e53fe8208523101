"""Tells from the hands whether equipment is held, is picked up, or has been put down."""
