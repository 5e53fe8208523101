"""Stations that are paused: by whom, since when, and how others get to know."""
