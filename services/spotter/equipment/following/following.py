"""Follows equipment from look to look: what is seen, what is lost, what is taken up again.

A value in, a value out; time is an argument. No single look decides anything: a jump is not
believed, and what was lost must be seen several times, near where the forearm says that it should
be, and go where the forearm goes.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from spotter.equipment.following.motion import Motion
from spotter.equipment.place import Place
from spotter.equipment.seeing.looking import Look


class Phase(StrEnum):
    """What is known of the equipment."""

    LOST = "lost"
    RETURNING = "returning"
    """Seen again, but not often enough to be believed."""
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class Rules:
    """When a look counts. ``clear_from`` is the taught limit of clarity.

    Equipment is lost after so many unclear looks in a row. It is followed again after so many clear
    ones, the first within ``near_radii`` of where it should be and each within ``steady_radii`` of
    where it then goes with the forearm: after ``followed_after`` if the forearm has moved it by
    ``moved_radii`` meanwhile, after ``still_after`` otherwise, because what is near a hand that
    rests need not be in it. What is ``away_radii`` from where it should be is not in the hand.
    """

    clear_from: float
    lost_after: int = 5
    followed_after: int = 3
    still_after: int = 8
    near_radii: float = 1.5
    steady_radii: float = 0.75
    moved_radii: float = 1.0
    away_radii: float = 5.0


@dataclass(frozen=True, slots=True)
class Sighting:
    """The first look of equipment that returns: where it should have been, and how far it was off.

    ``usual_px`` (x, y) is where the forearm said that it should be, ``off_radii`` (right, down) the
    way from there to where it was seen.
    """

    usual_px: tuple[float, float]
    off_radii: tuple[float, float]

    @classmethod
    def of(cls, usual: Place, seen: Place) -> "Sighting":
        """The sighting of equipment at ``seen`` that should be at ``usual``."""
        right_px, down_px = seen.x_px - usual.x_px, seen.y_px - usual.y_px
        off_radii = (right_px / usual.radius_px, down_px / usual.radius_px)
        return cls((usual.x_px, usual.y_px), off_radii)

    def gone_on(self, usual: Place) -> Place:
        """Where it is by now if it went with the forearm, which says ``usual``."""
        return usual.moved(*self.off_radii)

    def moved_radii(self, usual: Place) -> float:
        """How far the forearm has moved it meanwhile."""
        x_px, y_px = self.usual_px
        return hypot(usual.x_px - x_px, usual.y_px - y_px) / usual.radius_px


@dataclass(frozen=True, slots=True)
class Following:
    """Equipment at ``at_us``. ``motion`` is None while it is lost; ``first`` is for its return.

    ``looks`` counts the unclear ones in a row while it is followed, the clear ones while it
    returns, and all while it is lost. ``is_seen`` says whether the last look showed it where it is
    followed.
    """

    phase: Phase = Phase.LOST
    at_us: int = 0
    motion: Motion | None = None
    looks: int = 0
    is_seen: bool = False
    first: Sighting | None = None

    def motion_at(self, at_us: int) -> Motion | None:
        """The motion expected at ``at_us``; an earlier time counts as the last one."""
        gap_s = max(0, at_us - self.at_us) / 1e6
        return None if self.motion is None else self.motion.predicted(gap_s)

    def place(self, radius_px: float) -> Place | None:
        """Where it was seen at ``at_us``, smoothed; None if it was not."""
        is_shown = self.phase is Phase.FOLLOWED and self.is_seen
        return Place(*self.motion.position_px, radius_px) if is_shown and self.motion else None


def followed_from(place: Place, at_us: int) -> Following:
    """Equipment that is known to be at a place."""
    return Following(Phase.FOLLOWED, at_us, Motion((place.x_px, place.y_px)), is_seen=True)


def is_possible(
    following: Following, place: Place, at_us: int, usual: Place | None, rules: Rules
) -> bool:
    """Whether the equipment can be there.

    ``usual`` is where the body says that it should be; None if the body does not say: then what is
    followed is followed on, and nothing is taken up.
    """
    if following.phase is Phase.FOLLOWED:
        motion = following.motion_at(at_us)
        is_held = usual is None or usual.apart_radii(place) <= rules.away_radii
        return motion is not None and is_held and motion.may_be_at(place)
    if usual is None:
        return False
    if following.first is None:
        return usual.apart_radii(place) <= rules.near_radii
    return following.first.gone_on(usual).apart_radii(place) <= rules.steady_radii


def is_found(
    following: Following, seen: Look, at_us: int, usual: Place | None, rules: Rules
) -> bool:
    """Whether a look shows the equipment: clear, and at a place where it can be."""
    is_clear = seen.clarity > rules.clear_from
    return is_clear and is_possible(following, seen.place, at_us, usual, rules)


def after_look(
    following: Following, seen: Look | None, at_us: int, usual: Place | None, rules: Rules
) -> Following:
    """What is known after a look; ``usual`` as in :func:`is_possible`.

    None, as there was no place to look at or what was seen is something else, is an unclear look.
    """
    motion = following.motion_at(at_us)
    if seen is None or not is_found(following, seen, at_us, usual, rules):
        return _unseen(following, motion, at_us, rules)
    if following.phase is Phase.FOLLOWED and motion:
        return Following(Phase.FOLLOWED, at_us, motion.corrected(seen.place), is_seen=True)
    return _returning(following, motion, seen.place, at_us, usual, rules) if usual else following


def _unseen(following: Following, motion: Motion | None, at_us: int, rules: Rules) -> Following:
    if following.phase is Phase.FOLLOWED and motion and following.looks + 1 < rules.lost_after:
        return Following(Phase.FOLLOWED, at_us, motion, following.looks + 1)
    looks = following.looks + 1 if following.phase is Phase.LOST else 0
    return Following(Phase.LOST, at_us, looks=looks)


def _returning(  # noqa: PLR0913, PLR0917 - what was known, and what is seen
    following: Following,
    motion: Motion | None,
    place: Place,
    at_us: int,
    usual: Place,
    rules: Rules,
) -> Following:
    corrected = motion.corrected(place) if motion else Motion((place.x_px, place.y_px))
    if following.first is None:
        return Following(Phase.RETURNING, at_us, corrected, 1, first=Sighting.of(usual, place))
    looks, is_moved = following.looks + 1, following.first.moved_radii(usual) >= rules.moved_radii
    if looks >= (rules.followed_after if is_moved else rules.still_after):
        return Following(Phase.FOLLOWED, at_us, corrected, is_seen=True)
    return Following(Phase.RETURNING, at_us, corrected, looks, first=following.first)
