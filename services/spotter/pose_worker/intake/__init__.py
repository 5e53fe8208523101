"""Which frames are worked on next, and what becomes of the others."""
