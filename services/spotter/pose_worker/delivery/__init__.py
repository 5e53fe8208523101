"""Poses on their way to the segmenters, and what those acknowledge."""
