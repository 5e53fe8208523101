"""Films of recordings by which equipment is taught: the one place where pictures are kept."""
