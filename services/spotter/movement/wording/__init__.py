"""Puts faults, angles and measures into a trainer's words."""
