"""Estimates poses in the frames of its stations and sends them to the segmenters."""
