"""What one pose shows of equipment and hands, and what is known after it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spotter.movement.segmentation.handling.grip import Grip
from spotter.movement.segmentation.handling.state import HandlingState, Standstill, Whereabouts

_WAY_TL = 0.12
"""Hands that let go of what stands still go so far at least, beyond their own trembling."""
_COME_TL = 0.3
"""Hands that come to it come from so far away at least."""
_LATELY_US = 500_000
"""Nearer than this in time, it has not been away, and hands have not been empty."""
_SURE_US = 500_000
_SURE_COUNT = 2
"""So long, and so often, it must be apart from the hands to have been put down."""


@dataclass(frozen=True, slots=True)
class EndSeen:
    """An end in a pose: where in the picture, and how far from the nearer hand that is seen.

    While the hand on its side is hidden, the other one may be far away from an end that is held:
    only ``with_hand`` an end has been left, or carried.
    """

    xy_px: tuple[float, float]
    apart_tl: float
    with_hand: bool


Ends = Mapping[int, EndSeen]


@dataclass(frozen=True, slots=True)
class Sight:
    """What a pose shows of all ends together."""

    ends: tuple[Standstill | None, ...]
    reach_tl: float
    is_near: bool
    """An end is at the hands, and ..."""
    is_carried: bool
    """... has gone with them, ..."""
    has_come: bool
    """... or they have come to where it stands, ..."""
    is_back: bool
    """... or it was seen all the time since it was away from them."""
    is_left: bool
    """No end is at the hands, and they have gone away from where one stands."""


def sight_of(state: HandlingState, taught: Grip, seen: Ends, now_us: int, size_px: float) -> Sight:
    """What the ends that are ``seen`` show of somebody whose torso is ``size_px`` long."""
    ends, reach_tl, carried = list(state.ends), state.reach_tl, False
    for end, one in seen.items():
        known = state.ends[end] or Standstill.begin(one.xy_px, one.apart_tl, now_us)
        was_carried = known.was_carried(one.xy_px, one.apart_tl, now_us, size_px)
        if one.with_hand and was_carried:
            carried, reach_tl = True, max(reach_tl, one.apart_tl)
        ends[end] = known.after(one.xy_px, one.apart_tl, now_us, size_px)
    grip = taught.as_seen(reach_tl)
    shown = [(one, seen[end]) for end, one in enumerate(ends) if one and end in seen]
    near = [one for one, now in shown if grip.is_near(now.apart_tl)]
    gone = [
        one
        for one, now in shown
        if now.with_hand
        and grip.is_away(now.apart_tl)
        and one.farthest_tl - one.nearest_tl >= _WAY_TL
    ]
    came = [
        one
        for one, now in shown
        if not grip.is_away(now.apart_tl) and one.farthest_tl - now.apart_tl >= _COME_TL
    ]
    away_us = state.away_us
    return Sight(
        tuple(ends),
        reach_tl,
        is_near=bool(near),
        is_carried=carried,
        has_come=bool(came),
        is_back=away_us is not None and any(one.without_gap_us <= away_us for one in near),
        is_left=bool(gone) and not near,
    )


def after_sight(before: HandlingState, sight: Sight, now_us: int) -> HandlingState:
    """What is known after a pose that shows an end."""
    state = replace(before, ends=sight.ends, reach_tl=sight.reach_tl, empty_us=None)
    if sight.is_near or sight.has_come:
        return _at_hands(before, replace(state, near_us=now_us), sight, now_us)
    return _gone(state, now_us) if sight.is_left else state


def settled(state: HandlingState, now_us: int) -> HandlingState:
    """What is known as time passes: what was left for long was put down."""
    if state.where is not Whereabouts.LEFT or state.away_us is None:
        return state
    if now_us - state.away_us < _SURE_US:
        return state
    if state.away_count < _SURE_COUNT:
        return replace(state, where=Whereabouts.HELD)
    return replace(state, where=Whereabouts.DOWN, is_over=True)


def _at_hands(
    before: HandlingState, state: HandlingState, sight: Sight, now_us: int
) -> HandlingState:
    if state.where is Whereabouts.HELD:
        return state
    if state.where is Whereabouts.LEFT:
        is_back = sight.is_back or sight.has_come
        return replace(state, where=Whereabouts.HELD) if is_back else state
    if sight.has_come and not _is_lately(before.near_us, now_us):
        state = replace(state, came_us=now_us, came_from_us=None)
    elif before.empty_us is not None and not _is_lately(before.empty_us, now_us):
        state = replace(state, came_us=now_us, came_from_us=before.empty_us)
    # Carried again before a set has ended by its being down, it ends none.
    return replace(state, where=Whereabouts.HELD, is_over=False) if sight.is_carried else state


def _gone(state: HandlingState, now_us: int) -> HandlingState:
    if state.where is Whereabouts.LEFT:
        return replace(state, away_count=state.away_count + 1)
    if state.where is not Whereabouts.HELD:
        return state
    return replace(
        state, where=Whereabouts.LEFT, left_us=state.near_us, away_us=now_us, away_count=1
    )


def _is_lately(when_us: int | None, now_us: int) -> bool:
    return when_us is not None and now_us - when_us <= _LATELY_US
