"""Pictures that count how often they are looked at."""

from collections.abc import Callable, Sequence

from spotter.pictures.kept import JpegPictures, Picture

_STEP_RATIO = 0.01


class LookedThrough(JpegPictures):
    """The pictures of JPEGs; ``on_progress`` hears which ratio of ``expected_looks`` was done.

    It hears less than 1, however often they are looked at, and something once in a hundredth.
    """

    def __init__(
        self, jpegs: Sequence[bytes], expected_looks: float, on_progress: Callable[[float], None]
    ) -> None:
        super().__init__(jpegs)
        self._expected_looks = expected_looks
        self._on_progress = on_progress
        self._looks = 0
        self._told_ratio = 0.0

    def decoded(self, jpeg: bytes) -> Picture:
        """One of them; that is a look."""
        self._looks += 1
        ratio = min(self._looks / self._expected_looks, 1 - _STEP_RATIO)
        if ratio - self._told_ratio >= _STEP_RATIO:
            self._told_ratio = ratio
            self._on_progress(ratio)
        return super().decoded(jpeg)
