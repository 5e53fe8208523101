"""Reads pictures of people: a folder for each person."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.evaluation.errors import EvaluationError

_ENDINGS = frozenset({".jpg", ".jpeg", ".png"})


@dataclass(frozen=True, slots=True)
class Portrait:
    """A file with a picture of one person, who is named by its folder."""

    person: str
    path: Path

    def bgr(self) -> NDArray[np.uint8]:
        """The (H, W, 3) uint8 picture. Raises :class:`EvaluationError` for what is none."""
        picture = cv2.imread(str(self.path), cv2.IMREAD_COLOR)
        if picture is None:
            raise EvaluationError(f"expected a picture; found {self.path}")
        return np.asarray(picture, dtype=np.uint8)


def portraits_in(folder: Path) -> list[Portrait]:
    """The pictures in the folders of ``folder``, by name.

    Raises :class:`EvaluationError` for fewer than two people.
    """
    found = list(_portraits(folder)) if folder.is_dir() else []
    people = {one.person for one in found}
    if len(people) < 2:
        raise EvaluationError(
            f"expected a folder of pictures for each of two people or more in {folder}; "
            f"found {len(people)}"
        )
    return found


def _portraits(folder: Path) -> Iterator[Portrait]:
    for person in sorted(path for path in folder.iterdir() if path.is_dir()):
        for path in sorted(person.iterdir()):
            if path.suffix.lower() in _ENDINGS:
                yield Portrait(person.name, path)
