"""Reads cameras and files and publishes their frames; one process serves many stations."""
