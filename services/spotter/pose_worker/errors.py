"""The error root of the pose worker."""

from spotter.runtime.errors import PermanentError, ServiceError, TemporaryError


class PoseWorkerError(ServiceError):
    """What went wrong; the message says what was expected and what was found."""


class EstimatorLoadError(PoseWorkerError, PermanentError):
    """The estimator that was asked for cannot be had."""


class SegmenterError(PoseWorkerError, TemporaryError):
    """A segmenter gave no proper answer; asking again later may help."""
