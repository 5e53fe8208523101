"""Which looks become a template."""

import numpy as np
from numpy.typing import NDArray

from spotter.faces.deciding.values import Rules

LOOKS = 5
APART_US = 800_000
"""So that the head has moved, and not five times the same picture is kept."""
LEAST_FACE_PX = 90.0
"""Twice what recognising asks for: what is enrolled blurred stays blurred."""


class Enrolment:
    """Collects :data:`LOOKS` looks of one face; one that is another's begins anew."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._looks: list[NDArray[np.float32]] = []
        self._last_us: int | None = None

    @property
    def count(self) -> int:
        """How many looks there are."""
        return len(self._looks)

    def add(self, face: NDArray[np.float32], captured_us: int) -> NDArray[np.float32] | None:
        """All looks, (5, 128) float32, once there are enough; ``face`` is (128,)."""
        if self._last_us is not None and 0 <= captured_us - self._last_us < APART_US:
            return None
        if self._looks and self._distance(face) > self._rules.most_distance:
            self._looks = []
        self._looks.append(face)
        self._last_us = captured_us
        return np.stack(self._looks) if len(self._looks) == LOOKS else None

    def begin_anew(self) -> None:
        """Drop all looks: somebody else came into the picture."""
        self._looks, self._last_us = [], None

    def _distance(self, face: NDArray[np.float32]) -> float:
        return float(np.linalg.norm(np.stack(self._looks) - face, axis=1).max())
