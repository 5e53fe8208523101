"""What a rep cutter says. Times are capture times, microseconds since the Unix epoch."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SetStarted:
    """The first rep of a set has ended, so it is a set."""

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
    """Why what had started is no rep."""

    FIDGET = "fidget"
    """It went not far, or not the exercise's way."""
    START_UNSEEN = "start unseen"
    """It is known only by its end: the person was first seen in the middle of it."""
    END_UNSEEN = "end unseen"
    """It went as far as a rep does when the person was lost, or the recording ended."""


@dataclass(frozen=True, slots=True)
class RepAbandoned:
    """What had started was no rep, or not all of it was seen.

    ``back_us`` is when the person was back in the rest position; None unless the start was unseen.
    """

    set_number: int
    rep_number: int
    started_us: int
    why: WhyAbandoned = WhyAbandoned.FIDGET
    back_us: int | None = None


@dataclass(frozen=True, slots=True)
class SetEnded:
    """No rep has followed for long, or the person has left."""

    set_number: int
    at_us: int


RepEvent = SetStarted | RepStarted | RepEnded | RepAbandoned | SetEnded
