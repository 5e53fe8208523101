"""What a rep cutter says. Times are capture times, microseconds since the Unix epoch."""

from dataclasses import dataclass


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
    """The person is back in the rest position, and it was a rep."""

    set_number: int
    rep_number: int
    started_us: int
    ended_us: int


@dataclass(frozen=True, slots=True)
class RepAbandoned:
    """What had started was no rep, or the person was lost."""

    set_number: int
    rep_number: int
    started_us: int


@dataclass(frozen=True, slots=True)
class SetEnded:
    """No rep has followed for long, or the person has left."""

    set_number: int
    at_us: int


RepEvent = SetStarted | RepStarted | RepEnded | RepAbandoned | SetEnded
