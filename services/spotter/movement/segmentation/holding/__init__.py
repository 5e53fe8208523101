"""Positions that are held: what they look like, and for how long somebody keeps one."""
