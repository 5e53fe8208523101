"""The error root of camera_ingest."""

from spotter.runtime.errors import PermanentError, ServiceError


class CameraIngestError(ServiceError):
    """Something that the operator can fix; the message says what."""


class GymError(CameraIngestError, PermanentError):
    """The description of the gym cannot be used; names file, field, expected and found."""
