"""Says whether hands hold equipment, from looks once a second or so.

A value in, a value out. No single look decides anything, and looks that say nothing for long end
what was known.
"""

from dataclasses import dataclass
from math import isfinite

from spotter.equipment.hands.held_limits import Limits
from spotter.movement.values import Hands


@dataclass(frozen=True, slots=True)
class Patience:
    """How many looks in a row say something else before it is believed.

    After ``forgotten_after`` looks in a row that say nothing, nothing is known.
    """

    believed_after: int = 3
    forgotten_after: int = 8


@dataclass(frozen=True, slots=True)
class HeldState:
    """What is known, and how many looks in a row have said ``told``, which is something else."""

    known: Hands = Hands.UNKNOWN
    told: Hands = Hands.UNKNOWN
    looks: int = 0


_PATIENCE = Patience()


def told_by(score: float, limits: Limits) -> Hands:
    """What one look says; NaN, and a score between the limits, say nothing."""
    if not isfinite(score):
        return Hands.UNKNOWN
    if score > limits.held_from:
        return Hands.HELD
    return Hands.EMPTY if score < limits.empty_to else Hands.UNKNOWN


def after_score(
    state: HeldState, score: float, limits: Limits, patience: Patience = _PATIENCE
) -> HeldState:
    """What is known after one more look with this score.

    >>> sure = Limits(held_from=0.3, empty_to=0.1, false_ratio=0.05)
    >>> state = HeldState()
    >>> for score in (0.8, 0.7, 0.9):
    ...     state = after_score(state, score, sure)
    >>> state.known
    <Hands.HELD: 1>
    """
    told = told_by(score, limits)
    if told is state.known:
        return HeldState(state.known)
    looks = state.looks + 1 if told is state.told and state.looks else 1
    enough = patience.forgotten_after if told is Hands.UNKNOWN else patience.believed_after
    return HeldState(told) if looks >= enough else HeldState(state.known, told, looks)
