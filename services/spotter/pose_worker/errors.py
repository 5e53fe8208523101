"""The error root of the pose worker."""


class PoseWorkerError(Exception):
    """What went wrong; the message says what was expected and what was found."""


class StatusAddressError(PoseWorkerError):
    """Health and metrics cannot be served where they should be."""


class SegmenterError(PoseWorkerError):
    """A segmenter gave no proper answer; asking again later may help."""
