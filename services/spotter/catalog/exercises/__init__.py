"""Exercises: their versions, which of them is live, and the file by which gyms exchange them."""
