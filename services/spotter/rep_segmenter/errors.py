"""The error root of the segmenter."""

from spotter.runtime.errors import PermanentError


class SegmenterError(PermanentError):
    """Input that the segmenter cannot use; the message says what was expected and found."""
