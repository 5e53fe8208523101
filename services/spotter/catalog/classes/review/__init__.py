"""Looks back on a class: who did what, and how good the alerting was."""
