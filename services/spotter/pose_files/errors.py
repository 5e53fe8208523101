"""The error root of the pose_files library."""


class PoseFileError(ValueError):
    """A file has no valid poses; the message says what was expected and what was found."""
