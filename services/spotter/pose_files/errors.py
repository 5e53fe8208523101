"""The error root of the pose_files library."""


class PoseFileError(ValueError):
    """A file does not hold poses as it should; the message says what was expected and found."""
