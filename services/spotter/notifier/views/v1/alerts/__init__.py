"""Alerts, as the API and the live socket give them."""
