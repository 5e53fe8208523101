"""A whole gym at work."""
