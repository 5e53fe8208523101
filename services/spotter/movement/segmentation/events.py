"""The events of a rep cutter. Times are capture times, microseconds since the Unix epoch."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SetStarted:
    """The first rep of a set has ended, so the set has started."""

    set_number: int
    at_us: int


@dataclass(frozen=True, slots=True)
class RepStarted:
    """The person has left the rest position."""

    set_number: int
    rep_number: int
    started_us: int


@dataclass(frozen=True, slots=True)
class RepEnded:
    """The person is back in the rest position, and it was a rep.

    ``set_started_us`` is when the first rep of its set started.
    """

    set_number: int
    rep_number: int
    started_us: int
    ended_us: int
    set_started_us: int


class WhyAbandoned(StrEnum):
    """Why a started movement is not a rep."""

    FIDGET = "fidget"
    """It did not go far, or not the exercise's way."""
    START_UNSEEN = "start unseen"
    """Only its end was seen: the person was first seen in the middle of it."""
    HANDLING = "handling"
    """The equipment was picked up in it, put down or racked."""
    END_UNSEEN = "end unseen"
    """It had gone as far as a rep when the person was lost, or the recording ended."""


@dataclass(frozen=True, slots=True)
class RepAbandoned:
    """The started movement was not a rep, or was not seen completely.

    ``back_us`` is when the person was back in the rest position; None unless the start was unseen.
    ``lost`` is what was seen of a rep of a set whose end was unseen: it counts, since a person
    would count it, but nothing can be said of it. None for all else.
    """

    set_number: int
    rep_number: int
    started_us: int
    why: WhyAbandoned = WhyAbandoned.FIDGET
    back_us: int | None = None
    lost: RepEnded | None = None


@dataclass(frozen=True, slots=True)
class SetEnded:
    """No rep has followed for a while, the equipment was put down, or the person has left."""

    set_number: int
    at_us: int


RepEvent = SetStarted | RepStarted | RepEnded | RepAbandoned | SetEnded
