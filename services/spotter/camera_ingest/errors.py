"""The error root of camera_ingest."""


class CameraIngestError(Exception):
    """Something that the operator can put right; the message says what."""


class GymError(CameraIngestError):
    """The description of the gym cannot be used; names file, field, expected and found."""
