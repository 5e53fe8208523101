"""The body as a measure: its size, its trunk, its depth, joints in its units."""
