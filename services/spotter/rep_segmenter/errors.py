"""The error root of the segmenter."""


class SegmenterError(ValueError):
    """Something the segmenter cannot use; the message says what was expected and what was found."""
