"""A hall in which alerts arise."""
