"""Reads where equipment is in some pictures of a video, as somebody marked it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Place
from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.json_file import read_json

_FEWEST = 6
"""Three in each half: one to start from, two to be measured."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The places in a video, by picture, in order, and how exactly they are marked."""

    places: Mapping[int, Place]
    exact_to_px: float


def read_marks(path: Path, video: str) -> Marks:
    """The marks of one video in a file of several; docs/evaluating.md describes it.

    Raises :class:`EvaluationError` for a broken file and for fewer than six marks.
    """
    entry = _entry(path, video)
    try:
        radius_px = float(entry["radius_px"])
        places = {
            int(index): Place(float(x_px), float(y_px), radius_px)
            for index, (x_px, y_px) in entry["centre_px"].items()
        }
        exact_to_px = float(entry.get("marked_to_px", 0.0))
    except (AttributeError, KeyError, TypeError, ValueError, EquipmentError) as error:
        raise EvaluationError(
            f"{path}: expected radius_px, and centre_px as picture: [x, y], of {video}; "
            f"found {error!r}"
        ) from error
    if len(places) < _FEWEST:
        raise EvaluationError(
            f"{path}: expected {_FEWEST} marks or more in {video}; found {len(places)}"
        )
    return Marks(dict(sorted(places.items())), exact_to_px)


def _entry(path: Path, video: str) -> Any:  # noqa: ANN401 - JSON
    told = read_json(path, "the marks")
    if not isinstance(told, dict) or video not in told:
        raise EvaluationError(f"{path}: expected marks of {video}; found none")
    return told[video]
