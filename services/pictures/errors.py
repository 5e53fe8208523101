"""The error root of the pictures library."""


class PictureError(ValueError):
    """Not a picture that can be used; the message says what was expected and what was found."""


class VideoError(PictureError):
    """Not a video that can be used; the message names it, without a camera's credentials."""
