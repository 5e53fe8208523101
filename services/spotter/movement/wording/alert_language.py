"""What a language must provide to word what asks for a trainer."""

from collections.abc import Mapping
from dataclasses import dataclass

from spotter.movement.values.judged.verdict import Direction, FaultCode


@dataclass(frozen=True, slots=True)
class FaultTitle:
    """How a trainer names a fault, and what those do who share it, to follow "7 of 20".

    Both have the places of :class:`~spotter.movement.wording.language.Saying`; ``shared`` also
    ``{exercise}``.
    """

    title: str
    shared: str


@dataclass(frozen=True, slots=True)
class AlertWords:
    """How to speak of alerts.

    ``kinds`` are the titles of those that are about no fault, by kind, and ``cues`` what a trainer
    may say besides what to do, by kind. ``take_up`` asks for equipment that is missing,
    the ``{subject}``. ``in_a_row`` has a place for one of the ``ordinals`` as
    ``{nth}``, ``many_in_a_row`` for a larger ``{count}``, ``share`` for ``{faulty}`` and
    ``{reps}``. ``trends`` and ``endings`` are by their names; ``line`` is for a class:
    ``{people}``, ``{out_of}`` and ``{shared}``. ``exercises`` are the names of those that are not
    said as they were given. The last two say what is quiet.
    """

    faults: Mapping[FaultCode, Mapping[Direction, FaultTitle]]
    kinds: Mapping[str, str]
    cues: Mapping[str, tuple[str, ...]]
    take_up: str
    ordinals: tuple[str, ...]
    in_a_row: str
    many_in_a_row: str
    share: str
    one_rep: str
    severe: str
    trends: Mapping[str, str]
    endings: Mapping[str, str]
    line: str
    exercises: Mapping[str, str]
    all_of_member: str
    all_at_station: str
