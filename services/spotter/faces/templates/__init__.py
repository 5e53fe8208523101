"""Templates as they are kept: sealed, by keys that are kept elsewhere."""
