"""Follows equipment from look to look: what is seen, what is lost, what is taken up again.

A value in, a value out; time is an argument. No single look decides anything: a jump is not
believed, and what was lost must be seen several times near where it should be.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from spotter.equipment.looking import Look
from spotter.equipment.motion import Motion
from spotter.equipment.place import Place


class Phase(StrEnum):
    """What is known of the equipment."""

    LOST = "lost"
    RETURNING = "returning"
    """Seen again, but not often enough to be believed."""
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class Rules:
    """When a look counts. ``clear_from`` is the taught limit of clarity.

    Equipment is lost after so many unclear looks in a row, and followed again after so many clear
    ones, each within ``near_radii`` of where it should be.
    """

    clear_from: float
    lost_after: int = 5
    followed_after: int = 3
    near_radii: float = 1.5


@dataclass(frozen=True, slots=True)
class Following:
    """Equipment at ``at_us``. ``motion`` is None while it is lost.

    ``looks`` counts the unclear ones in a row while it is followed, the clear ones while it
    returns. ``is_seen`` says whether the last look showed it where it is followed.
    """

    phase: Phase = Phase.LOST
    at_us: int = 0
    motion: Motion | None = None
    looks: int = 0
    is_seen: bool = False

    def motion_at(self, at_us: int) -> Motion | None:
        """The motion expected at ``at_us``; an earlier time counts as the last one."""
        gap_s = max(0, at_us - self.at_us) / 1e6
        return None if self.motion is None else self.motion.predicted(gap_s)

    def place(self, radius_px: float) -> Place | None:
        """Where it was seen at ``at_us``, smoothed; None if it was not."""
        is_shown = self.phase is Phase.FOLLOWED and self.is_seen
        return _place(self.motion, radius_px) if is_shown and self.motion else None


def followed_from(place: Place, at_us: int) -> Following:
    """Equipment that is known to be at a place."""
    return Following(Phase.FOLLOWED, at_us, Motion((place.x_px, place.y_px)), is_seen=True)


def where_to_look(
    following: Following, at_us: int, usual: Place | None, radius_px: float
) -> Place | None:
    """The place to look round: from its last place on, or, if it is lost, at the usual one.

    ``usual`` is where the body says that it should be; None if the body does not say.
    """
    motion = following.motion_at(at_us)
    return _place(motion, radius_px) if motion else usual


def after_look(
    following: Following, seen: Look, at_us: int, usual: Place | None, rules: Rules
) -> Following:
    """What is known after a look at the place that :func:`where_to_look` gave."""
    motion = following.motion_at(at_us)
    is_clear = seen.clarity > rules.clear_from
    if following.phase is Phase.FOLLOWED and motion:
        if is_clear and motion.may_be_at(seen.place):
            return Following(Phase.FOLLOWED, at_us, motion.corrected(seen.place), is_seen=True)
        return _unseen(following, motion, at_us, rules)
    is_usual = usual is not None and usual.apart_radii(seen.place) <= rules.near_radii
    if is_clear and is_usual and (motion is None or motion.may_be_at(seen.place)):
        return _returning(following, motion, seen.place, at_us, rules)
    return Following(Phase.LOST, at_us)


def after_no_look(following: Following, at_us: int, rules: Rules) -> Following:
    """What is known when there was no place to look at, or no picture: like an unclear look."""
    motion = following.motion_at(at_us)
    if following.phase is Phase.FOLLOWED and motion:
        return _unseen(following, motion, at_us, rules)
    return Following(Phase.LOST, at_us)


def _unseen(following: Following, motion: Motion, at_us: int, rules: Rules) -> Following:
    looks = following.looks + 1
    if looks >= rules.lost_after:
        return Following(Phase.LOST, at_us)
    return Following(Phase.FOLLOWED, at_us, motion, looks)


def _returning(
    following: Following,
    motion: Motion | None,
    place: Place,
    at_us: int,
    rules: Rules,
) -> Following:
    corrected = motion.corrected(place) if motion else Motion((place.x_px, place.y_px))
    returning = Following(Phase.RETURNING, at_us, corrected, following.looks + 1)
    if returning.looks < rules.followed_after:
        return returning
    return replace(returning, phase=Phase.FOLLOWED, looks=0, is_seen=True)


def _place(motion: Motion, radius_px: float) -> Place:
    return Place(*motion.position_px, radius_px)
