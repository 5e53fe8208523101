"""Cameras, videos and networks that spoil them."""
