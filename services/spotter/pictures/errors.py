"""The error root of the pictures library, and FFmpeg's reasons in words."""

import av


class PictureError(ValueError):
    """An unusable picture; the message says what was expected and what was found."""


class VideoError(PictureError):
    """An unusable video.

    ``shown`` names the video, without a camera's credentials; ``problem`` says what was expected
    and what was found.
    """

    def __init__(self, shown: str, problem: str) -> None:
        super().__init__(f"{shown}: {problem}")
        self.problem = problem


def reason_of(error: Exception) -> str:
    """FFmpeg's reason in plain words, without the address that it appends."""
    if isinstance(error, av.error.ExitError):
        return "no answer in time"
    if isinstance(error, av.error.InvalidDataError):
        return "no known video format"
    return getattr(error, "strerror", None) or type(error).__name__
