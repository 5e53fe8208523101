"""The error root of the pictures library."""


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
