"""The error root of the pose worker."""

from spotter.runtime.errors import PermanentError, ServiceError, TemporaryError


class PoseWorkerError(ServiceError):
    """The message says what was expected and what was found."""


class EstimatorLoadError(PoseWorkerError, PermanentError):
    """The chosen estimator cannot be loaded."""


class SegmenterError(PoseWorkerError, TemporaryError):
    """A segmenter gave no valid answer; a later retry may succeed."""
