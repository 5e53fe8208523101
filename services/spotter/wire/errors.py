"""The error root of the wire library."""


class WireError(ValueError):
    """Bytes or a value that cannot be used; the message says what was expected and found."""
