"""What is known of equipment and hands from one pose to the next."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import hypot

from spotter.movement.values import END_COUNT, MovementError

_STILL_TL = 0.2
"""What has not moved farther stands still, as far as a follower can tell."""
_SAME_TL = 0.1
"""What has gone farther, and is as far from the hand as before within this, was carried."""
_NEXT_US = 150_000
"""Seen again later than this it may be something else, as a follower jumps."""


class Whereabouts(StrEnum):
    """Where the equipment is, as far as it was seen."""

    UNKNOWN = "unknown"
    HELD = "held"
    """It has moved with the hands, and nobody has seen it apart from them since."""
    LEFT = "left"
    """The hands have moved away from it, for less time than is needed to be sure."""
    DOWN = "down"
    """It was put down, or dropped."""


@dataclass(frozen=True, slots=True)
class Standstill:
    """An end while it stands still, since it was first seen near ``x_px`` and ``y_px``.

    It was ``first_tl`` from the nearer hand then, and ``nearest_tl`` to ``farthest_tl`` since.
    ``seen_us`` is when it was last seen, and ``without_gap_us`` since when in every pose, also
    while it moved.
    """

    x_px: float
    y_px: float
    first_tl: float
    nearest_tl: float
    farthest_tl: float
    seen_us: int
    without_gap_us: int

    @classmethod
    def begin(cls, xy_px: tuple[float, float], apart_tl: float, now_us: int) -> "Standstill":
        """That of an end that is seen for the first time."""
        return cls(*xy_px, apart_tl, apart_tl, apart_tl, now_us, now_us)

    def after(
        self, xy_px: tuple[float, float], apart_tl: float, now_us: int, size_px: float
    ) -> "Standstill":
        """What is known after it was seen again."""
        since_us = self.without_gap_us if self.was_just_seen(now_us) else now_us
        if self.has_moved(xy_px, size_px):
            return replace(self.begin(xy_px, apart_tl, now_us), without_gap_us=since_us)
        return replace(
            self,
            nearest_tl=min(self.nearest_tl, apart_tl),
            farthest_tl=max(self.farthest_tl, apart_tl),
            seen_us=now_us,
            without_gap_us=since_us,
        )

    def has_moved(self, xy_px: tuple[float, float], size_px: float) -> bool:
        """Whether an end that is seen there stands still no more."""
        return hypot(xy_px[0] - self.x_px, xy_px[1] - self.y_px) > _STILL_TL * size_px

    def was_carried(
        self, xy_px: tuple[float, float], apart_tl: float, now_us: int, size_px: float
    ) -> bool:
        """Whether a hand has taken it there."""
        went = self.was_just_seen(now_us) and self.has_moved(xy_px, size_px)
        return went and abs(apart_tl - self.first_tl) <= _SAME_TL

    def was_just_seen(self, now_us: int) -> bool:
        """Whether it was seen so lately that it went from here to where it is now."""
        return now_us - self.seen_us <= _NEXT_US


@dataclass(frozen=True, slots=True)
class HandlingState:
    """What somebody does with equipment. Times are microseconds, None for never.

    Raises :class:`MovementError` unless there is an entry for each end.
    """

    where: Whereabouts = Whereabouts.UNKNOWN
    ends: tuple[Standstill | None, ...] = (None,) * END_COUNT
    """None for an end that was never seen."""
    reach_tl: float = 0.0
    """How far from the nearer hand an end was carried at most: the camera may show it farther away
    than that of the references."""
    near_us: int | None = None
    """When an end was last seen at the hands."""
    empty_us: int | None = None
    """Since when hands are seen, but no end."""
    left_us: int | None = None
    """When the hands last let go of it."""
    away_us: int | None = None
    """When it was first seen apart from the hands since."""
    away_count: int = 0
    """How often it was seen so."""
    is_over: bool = False
    """Whether no set has ended by that yet."""
    came_us: int | None = None
    """When the hands last came to it."""
    came_from_us: int | None = None
    """Since when they were empty then; None if they were seen to come to where it stood."""

    def __post_init__(self) -> None:
        if len(self.ends) != END_COUNT:
            raise MovementError(
                f"equipment has {END_COUNT} ends, seen or not; found {len(self.ends)}"
            )
