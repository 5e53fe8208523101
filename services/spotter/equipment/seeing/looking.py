"""One look: where equipment is round a place, and how clearly."""

from dataclasses import dataclass

import numpy as np

from spotter.equipment.place import Picture, Place
from spotter.equipment.seeing.channels import channels_of
from spotter.equipment.seeing.correlation import Spectrum, peak_of, response
from spotter.equipment.seeing.window import SAMPLES_PER_RADIUS, SIDE, window_round


@dataclass(frozen=True, slots=True)
class Look:
    """The place where a filter fits best within a window, and its peak-to-sidelobe ratio."""

    place: Place
    clarity: float


def warm_up() -> None:
    """Have what looks compiled, which takes seconds unless a process has done it before."""
    middle_px = SIDE / 2
    black = np.zeros((SIDE, SIDE, 3), np.uint8)
    channels_of(window_round(black, Place(middle_px, middle_px, SAMPLES_PER_RADIUS)))


def look(spectrum: Spectrum, picture: Picture, near: Place) -> Look:
    """Look for the equipment in ``picture``, within three radii of ``near``.

    What is farther than two from it is hardly seen, as the window fades out.
    """
    peak = peak_of(response(spectrum, channels_of(window_round(picture, near))))
    place = near.moved(peak.x / SAMPLES_PER_RADIUS, peak.y / SAMPLES_PER_RADIUS)
    return Look(place, peak.clarity)
