"""Somebody from the front with a plate in each hand, and the equipment taught from them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, sin

import numpy as np

from spotter.equipment.body.holding import holding_of
from spotter.equipment.place import Picture, Place
from spotter.equipment.seeing.appearance import appearance_of
from spotter.equipment.taught import Taught
from spotter.movement.values import Joint
from spotter.movement.values.body.poses import Keypoints
from support.equipment.pictures import picture_with, with_plate

NAMES = ("plate_left", "plate_right")
SIZE_PX = (420, 300)
_ARMS = (
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, 1),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, -1),
)


@dataclass(frozen=True, slots=True)
class Lifter:
    """The neck is at (x_px, y_px); each forearm is turned outwards from straight down.

    The torso is ``torso_px`` long, a plate's radius a fifth of it.
    """

    left_rad: float
    right_rad: float
    x_px: float = 210.0
    y_px: float = 70.0
    torso_px: float = 80.0

    def keypoints(self) -> Keypoints:
        """(25, 3); the person's left is at the picture's right."""
        body = np.full((25, 3), np.nan, np.float32)
        body[Joint.NECK], body[Joint.MID_HIP] = self._at(0, 0), self._at(0, 1)
        for (shoulder, elbow, wrist, side), turn in zip(_ARMS, self._turns(), strict=True):
            body[shoulder], body[elbow] = self._at(0.4 * side, 0), self._at(0.6 * side, 0.55)
            body[wrist] = self._at(side * (0.6 + 0.5 * sin(turn)), 0.55 + 0.5 * cos(turn))
        return body

    def plates(self) -> tuple[Place, Place]:
        """Each goes on from its forearm by a third of it."""
        left, right = (
            self._at(side * (0.6 + 0.667 * sin(turn)), 0.55 + 0.667 * cos(turn))
            for (*_, side), turn in zip(_ARMS, self._turns(), strict=True)
        )
        radius_px = 0.2 * self.torso_px
        return Place(*left[:2], radius_px), Place(*right[:2], radius_px)

    def picture(self, size: tuple[int, int] = SIZE_PX, seed: int = 1) -> Picture:
        """The plates before an uneven background."""
        drawn = picture_with(None, size, seed)
        for place in self.plates():
            drawn = with_plate(drawn, place)
        return drawn

    def moved(self, right_px: float, down_px: float) -> "Lifter":
        """The same, so far away."""
        return replace(self, x_px=self.x_px + right_px, y_px=self.y_px + down_px)

    def _turns(self) -> tuple[float, float]:
        return self.left_rad, self.right_rad

    def _at(self, right_tl: float, down_tl: float) -> tuple[float, float, float]:
        return self.x_px + right_tl * self.torso_px, self.y_px + down_tl * self.torso_px, 1.0


def curls(count: int, start: float = 0.0) -> list[Lifter]:
    """Both forearms go up and down, a rep in 30 pictures, the right one half a rep later."""
    turns = [1 - cos(start + 2 * np.pi * step / 30) for step in range(count)]
    others = [1 + cos(start + 2 * np.pi * step / 30) for step in range(count)]
    return [Lifter(*both) for both in zip(turns, others, strict=True)]


def taught_by(lifters: Sequence[Lifter]) -> dict[str, Taught]:
    """Both plates, as if somebody had marked each of them in each picture."""
    pictures = [lifter.picture() for lifter in lifters]
    bodies = {index: lifter.keypoints() for index, lifter in enumerate(lifters)}
    taught = {}
    for number, name in enumerate(NAMES):
        labels = {index: lifter.plates()[number] for index, lifter in enumerate(lifters)}
        taught[name] = Taught(appearance_of(pictures, labels), holding_of(bodies, labels))
    return taught
