"""The error root of the wire library."""


class WireError(ValueError):
    """Bytes that are not what they should be; the message says what was expected and found."""
