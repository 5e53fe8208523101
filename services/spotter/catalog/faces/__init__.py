"""Members' faces: who agreed to be known by theirs, and what is kept of it, sealed."""
