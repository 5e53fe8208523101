"""A model of the reference, and a rep laid over it."""
