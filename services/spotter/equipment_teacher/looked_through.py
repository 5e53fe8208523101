"""Pictures that are decoded when they are looked at, and count how often that was."""

from collections.abc import Callable, Sequence
from typing import overload

from spotter.equipment.place import Picture
from spotter.pictures.jpeg import decode_jpeg

_STEP_RATIO = 0.01


class LookedThrough(Sequence[Picture]):
    """The pictures of JPEGs; ``on_progress`` hears which ratio of ``expected_looks`` was done.

    It hears less than 1, however often they are looked at, and something once in a hundredth.
    """

    def __init__(
        self, jpegs: Sequence[bytes], expected_looks: float, on_progress: Callable[[float], None]
    ) -> None:
        self._jpegs = jpegs
        self._expected_looks = expected_looks
        self._on_progress = on_progress
        self._looks = 0
        self._told_ratio = 0.0

    def __len__(self) -> int:
        return len(self._jpegs)

    @overload
    def __getitem__(self, at: int) -> Picture: ...

    @overload
    def __getitem__(self, at: slice) -> list[Picture]: ...

    def __getitem__(self, at: int | slice) -> Picture | list[Picture]:
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(len(self)))]
        self._count()
        return decode_jpeg(self._jpegs[at])

    def _count(self) -> None:
        self._looks += 1
        ratio = min(self._looks / self._expected_looks, 1 - _STEP_RATIO)
        if ratio - self._told_ratio >= _STEP_RATIO:
            self._told_ratio = ratio
            self._on_progress(ratio)
