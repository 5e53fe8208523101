"""Estimates the poses in the frames of its share of the stations and sends them on."""
