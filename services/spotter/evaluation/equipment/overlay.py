"""Draws where equipment was marked and where it was followed, over the pictures."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2

from spotter.equipment.place import Picture, Place
from spotter.evaluation.equipment.halves import Clip, Trial

_MARKED = (90, 220, 90)
_FOLLOWED = (40, 140, 255)


def drawn(clip: Clip, trials: Sequence[Trial]) -> Iterator[tuple[int, Picture]]:
    """Each marked or followed picture: the mark as a green circle, the place as an orange one.

    The lines are the ways up to there.
    """
    for trial in trials:
        way: list[Place] = []
        for index in sorted({*trial.path, *trial.errors_radii}):
            picture = clip.pictures[index].copy()
            if index in clip.marks.places:
                _circle(picture, clip.marks.places[index], _MARKED)
            if index in trial.path:
                way.append(trial.path[index])
                _circle(picture, way[-1], _FOLLOWED)
            _line(picture, way)
            yield index, picture


def _circle(picture: Picture, place: Place, colour: tuple[int, int, int]) -> None:
    middle = (round(place.x_px), round(place.y_px))
    cv2.circle(picture, middle, round(place.radius_px), colour, 1, cv2.LINE_AA)
    cv2.circle(picture, middle, 2, colour, -1, cv2.LINE_AA)


def _line(picture: Picture, way: Sequence[Place]) -> None:
    for before, after in pairwise(way):
        ends = [(round(place.x_px), round(place.y_px)) for place in (before, after)]
        cv2.line(picture, ends[0], ends[1], _FOLLOWED, 1, cv2.LINE_AA)
