"""Turns one camera or file into the frames of its station."""
