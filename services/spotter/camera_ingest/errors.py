"""The error root of camera_ingest."""

from spotter.runtime.errors import PermanentError, ServiceError


class CameraIngestError(ServiceError):
    """Something that the operator can fix; the message says what."""


class GymError(CameraIngestError, PermanentError):
    """The description of the gym cannot be used; names file, field, expected and found."""


class RefusedPictureError(CameraIngestError, PermanentError):
    """A browser sent what is no picture, or too large; the message says what was expected."""


class TooManyPicturesError(CameraIngestError, PermanentError):
    """A browser sends far more pictures than are wanted."""
