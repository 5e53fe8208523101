"""The rests between reps: found by a cutter, and matched with the marks that somebody set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spotter.movement.segmentation import RepAbandoned, RepEnded, RepEvent, WhyAbandoned

_TOLERANCE_US = 350_000


@dataclass(frozen=True, slots=True)
class Rest:
    """The person was in the rest position from one moment to another."""

    from_us: int
    until_us: int

    @property
    def middle_us(self) -> int:
        """The moment that represents the rest."""
        return (self.from_us + self.until_us) // 2

    def is_near(self, mark_us: int) -> bool:
        """Whether a mark lies in the rest or within 0.35 s of it."""
        early_us, late_us = self.from_us - _TOLERANCE_US, self.until_us + _TOLERANCE_US
        return early_us <= mark_us <= late_us


@dataclass(frozen=True, slots=True)
class Matching:
    """The numbers of marks and rests that count, and of matched pairs."""

    marks: int
    rests: int
    pairs: int


def rests_of(events: Iterable[RepEvent]) -> list[Rest]:
    """The rests in a cutter's events, in order."""
    rests: list[Rest] = []
    back_us: int | None = None
    for event in events:
        match event:
            case RepEnded():
                rests += _rest(back_us, event.started_us)
                back_us = event.ended_us
            case RepAbandoned(why=WhyAbandoned.START_UNSEEN):
                rests += _rest(back_us, None)
                back_us = event.back_us
            case RepAbandoned(why=WhyAbandoned.END_UNSEEN):
                rests += _rest(back_us, event.started_us)
                back_us = None
            case _:
                pass
    return [*rests, *_rest(back_us, None)]


def _rest(from_us: int | None, until_us: int | None) -> list[Rest]:
    known = [time_us for time_us in (from_us, until_us) if time_us is not None]
    return [Rest(known[0], known[-1])] if known else []


def match_marks(marks_us: Sequence[int], rests: Sequence[Rest], last_us: int) -> Matching:
    """Pair each mark with at most one rest.

    Marks and rests without a partner near the start or the end (``last_us``) are left out.
    """
    alone, left = [], sorted(rests, key=lambda rest: rest.until_us)
    for mark_us in sorted(marks_us):
        near = next((rest for rest in left if rest.is_near(mark_us)), None)
        if near is None:
            alone.append(mark_us)
        else:
            left.remove(near)
    pairs = len(rests) - len(left)
    inner = range(_TOLERANCE_US + 1, last_us - _TOLERANCE_US)
    return Matching(
        marks=pairs + sum(mark_us in inner for mark_us in alone),
        rests=pairs + sum(rest.middle_us in inner for rest in left),
        pairs=pairs,
    )
