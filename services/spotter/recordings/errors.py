"""The error root of the recordings library."""


class RecordingError(ValueError):
    """A recording cannot be used; the message says what was expected and what was found."""
