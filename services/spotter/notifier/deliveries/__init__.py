"""Sends what is to reach trainers who are not at the console."""
