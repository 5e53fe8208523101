"""Follows equipment in the pictures, at the stations whose exercise is done with some."""
