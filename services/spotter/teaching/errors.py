"""The error root of the teaching library."""


class TeachingError(ValueError):
    """An exercise cannot be taught this; the message says what was expected and what was found."""
