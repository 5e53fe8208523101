"""A browser as a station's camera: its pictures are passed on, and read by nobody here."""
