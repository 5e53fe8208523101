"""Shows where equipment is in the pictures that teach it."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import cv2

from spotter.equipment.place import Picture, Place
from spotter.equipment.teaching.film import Film
from spotter.movement.values import EquipmentEnd
from spotter.pictures.jpeg import encode_jpeg
from spotter.pictures.overlay import LEFT_COLOUR, RIGHT_COLOUR
from spotter.pictures.video.reading import write_video

_COLOURS = {EquipmentEnd.LEFT: LEFT_COLOUR, EquipmentEnd.RIGHT: RIGHT_COLOUR}
_SHIFT = 4
"""With this shift OpenCV reads coordinates in sixteenths of a pixel."""
_TRAIL = 15
"""The way of so many pictures before is drawn."""

Tracks = Mapping[EquipmentEnd, Mapping[int, Place]]


def write_overlay(path: Path, film: Film, tracks: Tracks) -> None:
    """Write the pictures with the tracks over them: a video, or JPEGs into a folder.

    The person's left end is blue, the right orange, as their joints. A folder gets only the
    pictures in which an end is seen, named by their time in milliseconds. Raises VideoError and
    OSError.
    """
    if path.suffix.lower() == ".mp4":
        between_s = (film.at_s(-1) - film.at_s(0)) / max(1, len(film.pictures) - 1)
        write_video(
            path, (one for _, one in _drawn(film, tracks)), rate_hz=1 / max(between_s, 0.01)
        )
        return
    path.mkdir(parents=True, exist_ok=True)
    for at, picture in _drawn(film, tracks):
        if any(at in places for places in tracks.values()):
            name = f"{round(1000 * film.at_s(at)):07d}.jpg"
            (path / name).write_bytes(encode_jpeg(picture))


def _drawn(film: Film, tracks: Tracks) -> Iterator[tuple[int, Picture]]:
    for at, picture in enumerate(film.pictures):
        shown = picture.copy()
        for end, places in tracks.items():
            way = [places[one] for one in range(at - _TRAIL, at + 1) if one in places]
            for before, after in pairwise(way):
                ends = (_sixteenths(before), _sixteenths(after))
                cv2.line(shown, *ends, _COLOURS[end], 1, cv2.LINE_AA, _SHIFT)
            if at in places:
                _circle(shown, places[at], end)
        yield at, shown


def _circle(picture: Picture, place: Place, end: EquipmentEnd) -> None:
    middle, radius = _sixteenths(place), round(place.radius_px * (1 << _SHIFT))
    cv2.circle(picture, middle, radius, _COLOURS[end], 2, cv2.LINE_AA, _SHIFT)
    cv2.circle(picture, middle, 2 << _SHIFT, _COLOURS[end], -1, cv2.LINE_AA, _SHIFT)


def _sixteenths(place: Place) -> tuple[int, int]:
    return round(place.x_px * (1 << _SHIFT)), round(place.y_px * (1 << _SHIFT))
