"""Tells which processes hang, and which stages deliver nothing."""
