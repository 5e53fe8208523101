"""The error root of the movement library."""


class MovementError(ValueError):
    """A value that cannot be a movement; the message says what was expected and what was found."""
