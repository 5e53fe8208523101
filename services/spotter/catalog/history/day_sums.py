"""Sums of reps by member, day, exercise and station. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from math import isfinite

from spotter.movement.values import Measures, Outcome, Verdict
from spotter.wire.encoding.enums import FAULT_CODES
from spotter.wire.poses.points import point_number


@dataclass(frozen=True, slots=True, order=True)
class DayKey:
    """What is summed up together; the day is the gym's, the rest are numbers of rows."""

    member_no: int
    day: date
    exercise_no: int
    station_no: int


@dataclass(frozen=True, slots=True)
class DaySum:
    """Reps by their outcome, and sums over those that were ``measured``."""

    good: int = 0
    faulty: int = 0
    unscorable: int = 0
    measured: int = 0
    range_ratio_sum: float = 0.0
    out_s_sum: float = 0.0
    back_s_sum: float = 0.0
    rep_s_sum: float = 0.0

    def __add__(self, other: "DaySum") -> "DaySum":
        return DaySum(
            self.good + other.good,
            self.faulty + other.faulty,
            self.unscorable + other.unscorable,
            self.measured + other.measured,
            self.range_ratio_sum + other.range_ratio_sum,
            self.out_s_sum + other.out_s_sum,
            self.back_s_sum + other.back_s_sum,
            self.rep_s_sum + other.rep_s_sum,
        )

    def __neg__(self) -> "DaySum":
        return DaySum(*(-value for value in astuple(self)))


@dataclass(frozen=True, slots=True, order=True)
class FaultKey:
    """A fault of a day's reps: its code and joint by their numbers on the wire."""

    of: DayKey
    code: int
    joint: int


def day_sums(reps: Iterable[tuple[DayKey, Verdict]]) -> dict[DayKey, DaySum]:
    """The sums of ``reps``."""
    sums: dict[DayKey, DaySum] = {}
    for key, verdict in reps:
        sums[key] = sums.get(key, DaySum()) + _of_one(verdict)
    return sums


def fault_sums(reps: Iterable[tuple[DayKey, Verdict]]) -> Counter[FaultKey]:
    """In how many of ``reps`` each fault was told."""
    return Counter(
        one
        for key, verdict in reps
        for one in {
            FaultKey(key, FAULT_CODES.number(fault.code), point_number(fault.joint))
            for fault in verdict.faults
        }
    )


def _of_one(verdict: Verdict) -> DaySum:
    outcome = verdict.outcome
    range_ratio, out_s, back_s, rep_s = _measured(verdict.measures) or (0.0,) * 4
    return DaySum(
        good=int(outcome is Outcome.GOOD),
        faulty=int(outcome is Outcome.FAULTY),
        unscorable=int(outcome is Outcome.UNSCORABLE),
        measured=int(rep_s > 0),
        range_ratio_sum=range_ratio,
        out_s_sum=out_s,
        back_s_sum=back_s,
        rep_s_sum=rep_s,
    )


def _measured(measures: Measures) -> tuple[float, float, float, float] | None:
    """The range relative to the reference's, and the seconds out, back and in all.

    None unless all of them were measured.
    """
    range_, tempo = measures.motion_range, measures.tempo
    if range_ is None or tempo is None or not range_.usual_tl > 0:
        return None
    rep_s = tempo.out_s + tempo.turn_s + tempo.back_s
    found = (range_.ratio, tempo.out_s, tempo.back_s, rep_s)
    return found if all(map(isfinite, found)) and rep_s > 0 else None
