"""Follows all ends of an exercise's equipment in the hands of one person, picture by picture."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

import numpy as np

from spotter.equipment.body.holding import usual_place
from spotter.equipment.body.torso import Torso
from spotter.equipment.errors import EquipmentError
from spotter.equipment.following.following import (
    Following,
    Phase,
    Rules,
    after_look,
    is_found,
)
from spotter.equipment.following.rivals import Usual, mistaken
from spotter.equipment.following.searching import search
from spotter.equipment.place import Picture, Place
from spotter.equipment.seeing.looking import Look
from spotter.equipment.taught import Taught
from spotter.movement.values.body.poses import Keypoints


@dataclass(frozen=True, slots=True)
class SeenEnd:
    """Where an end of the equipment was seen, and how surely: from 0.5 at its limit towards 1."""

    place: Place
    confidence: float


@dataclass(slots=True)
class LiveEquipment:
    """What one person holds, by the names of its ends, such as ``bar_left``.

    One for each person who is followed at a station, as it remembers where each end was: give it
    every picture of that person in turn.
    """

    taught: Mapping[str, Taught]
    _followings: dict[str, Following] = field(default_factory=dict)
    _torso: Torso = field(default_factory=Torso)

    def step(
        self,
        picture: Picture,
        keypoints: Keypoints | None,
        at_us: int,
        *,
        may_begin: bool = True,
    ) -> dict[str, SeenEnd | None]:
        """Where each end is in ``picture``; None where it is not seen, or not yet surely.

        ``picture`` is (H, W, 3) uint8, blue, green, red, of any size; ``keypoints`` (25, 3) are the
        person's in it, in pixels, NaN for a missing joint; None without a pose. What is followed is
        followed on without a pose, but nothing is taken up, and so it is without ``may_begin``. An
        end costs one look, two while it is not seen, and none while it may not begin.

        Raises :class:`EquipmentError` for arrays of other shapes.
        """
        _check(picture, keypoints)
        usual = self._usual(keypoints, at_us)
        looks = self._looks(picture, at_us, usual, may_begin=may_begin)
        rules = {name: Rules(one.appearance.clear_from) for name, one in self.taught.items()}
        before = {name: self._followings.get(name, Following()) for name in self.taught}
        shown = {
            name: seen.place
            for name, seen in looks.items()
            if is_found(before[name], seen, at_us, usual[name], rules[name])
        }
        wrong = mistaken(before, shown, usual)
        self._followings = {
            name: after_look(
                before[name],
                None if name in wrong else looks.get(name),
                at_us,
                usual[name],
                rules[name],
            )
            for name in self.taught
        }
        return {name: self._seen(name, looks.get(name)) for name in self.taught}

    def _usual(self, keypoints: Keypoints | None, at_us: int) -> Usual:
        """Where the body says that each end should be."""
        if keypoints is None:
            return dict.fromkeys(self.taught)
        self._torso = self._torso.after(keypoints, at_us)
        return {
            name: usual_place(one.holding, keypoints, self._torso.length_px)
            for name, one in self.taught.items()
        }

    def _looks(
        self, picture: Picture, at_us: int, usual: Usual, *, may_begin: bool
    ) -> dict[str, Look]:
        """The best look for each end that there is a place to look for."""
        if not isfinite(self._torso.length_px):
            return {}
        looks = {
            name: search(
                self._followings.get(name, Following()),
                one.appearance.spectrum,
                picture,
                at_us,
                usual[name],
                one.holding.radius_tl * self._torso.length_px,
                Rules(one.appearance.clear_from),
            )
            for name, one in self.taught.items()
            if may_begin or self._is_followed(name)
        }
        return {name: seen for name, seen in looks.items() if seen}

    def _is_followed(self, name: str) -> bool:
        return self._followings.get(name, Following()).phase is Phase.FOLLOWED

    def _seen(self, name: str, seen: Look | None) -> SeenEnd | None:
        one = self.taught[name]
        place = self._followings[name].place(one.holding.radius_tl * self._torso.length_px)
        if place is None or seen is None:
            return None
        return SeenEnd(place, seen.clarity / (seen.clarity + one.appearance.clear_from))


def _check(picture: Picture, keypoints: Keypoints | None) -> None:
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
        raise EquipmentError(
            f"expected a picture (H, W, 3) of uint8; found {picture.shape} of {picture.dtype}"
        )
    if keypoints is not None and keypoints.shape != (25, 3):
        raise EquipmentError(f"expected keypoints (25, 3); found {keypoints.shape}")
