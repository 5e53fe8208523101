"""Alerts, and how trainers are reached, as messages."""
