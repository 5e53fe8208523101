"""The error root of the movement library."""


class MovementError(ValueError):
    """Invalid input; the message says what was expected and what was found."""
