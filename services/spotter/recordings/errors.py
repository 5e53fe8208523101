"""The error root of the recordings library."""


class RecordingError(ValueError):
    """A recording cannot be used as asked; the message says what was expected and found."""
