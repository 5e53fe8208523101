"""Faces of one colour: pictures whose colour says whose they are, and a chain that reads it."""

import numpy as np
from numpy.typing import NDArray

from spotter.faces.chain import DescribedFace
from spotter.faces.deciding.comparing import Sight, what_sizes_show
from spotter.faces.deciding.values import Rules

ANNA, BEN, STRANGER = (200, 40, 40), (40, 200, 40), (40, 40, 200)
NOBODY = (0, 0, 0)


def picture_of(*colours: tuple[int, int, int], side_px: int = 120) -> NDArray[np.uint8]:
    """A black (H, W, 3) picture with squares of these colours side by side."""
    picture = np.zeros((480, 1280, 3), np.uint8)
    for number, colour in enumerate(colours):
        left = 40 + 400 * number
        picture[100 : 100 + side_px, left : left + side_px] = colour
    return picture


class ColourChain:
    """Takes squares for faces; people of other colours are far apart, those of one close."""

    def look(self, bgr: NDArray[np.uint8]) -> DescribedFace | Sight:
        sides, colours = [], []
        for left in (40, 440, 840):
            part = bgr[100:, left : left + 360]
            lit = part.max(axis=2) > 20
            if lit.any():
                sides.append(float(lit.any(axis=0).sum()))
                colours.append(part[lit].mean(axis=0))
        order = np.argsort([-side for side in sides], kind="stable")
        shown = what_sizes_show([sides[i] for i in order], Rules())
        if shown:
            return shown
        numbers = np.zeros(128, np.float32)
        numbers[:3] = colours[int(order[0])] / 255
        return DescribedFace(numbers, sides[int(order[0])])
