"""Reads and writes pictures: video, JPEG, skeleton overlays."""
