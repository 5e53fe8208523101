"""Delivers poses to the segmenters and acknowledges their frames."""
