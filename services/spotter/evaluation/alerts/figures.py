"""How well what was shown told who needs help."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from spotter.alerting.rules import MINUTE_US, SECOND_US, Rules
from spotter.evaluation.alerts.truth import GRAVEST_REP, MILDEST_REP, Standing, Truth
from spotter.evaluation.alerts.watching import Watched

_MANY = 5
_DIGITS = 6
"""Of a need, so that those of the same reps in another order are equal."""
_WINDOW_US = 10 * MINUTE_US


@dataclass(frozen=True, slots=True)
class AlertFigures:
    """Figures of what one trainer was shown; ratios are NaN without anything to measure.

    ``found_by_minute`` is, for each minute, the share of the five who need help most that are among
    the first five, NaN where nobody needs any; ``of_five_ratio`` is its mean, and
    ``first_five_ratio`` the share of minutes in which it is all of them; ``by_kind_ratio`` is that
    if all reps with the same kind of fault weighed the same. ``as_good_ratio`` is the share in
    which nobody outside the first five needs help more than anybody inside by as much as one rep of
    the mildest fault adds, ``nearly_ratio`` that in which nobody does by more than one rep of the
    gravest.
    ``followed_ratio`` is the share of alerts followed by two faulty reps in the member's next five.
    Waits are those of standing faults until the trainer looks; ``longest_free_wait_s`` counts only
    while the trainer was shown less than the aim of two in ten minutes.
    """

    name: str
    found_by_minute: tuple[float, ...]
    first_five_ratio: float
    by_kind_ratio: float
    as_good_ratio: float
    nearly_ratio: float
    of_five_ratio: float
    alerts: int
    followed_ratio: float
    standing: int
    longest_wait_s: float
    longest_free_wait_s: float
    shown_each_ten_minutes: float
    most_in_ten_minutes: int


def figures_of(
    name: str, watched: Watched, truths: Sequence[Truth], minutes: int, rules: Rules
) -> AlertFigures:
    """The figures of what was shown."""
    needs = {at_us: _needs(truths, at_us) for at_us in watched.firsts}
    found = tuple(_found(first, needs[at_us]) for at_us, first in watched.firsts.items())
    by_kind = [_found(first, _needs_by_kind(truths, at)) for at, first in watched.firsts.items()]
    left_out = [_left_out(first, needs[at_us]) for at_us, first in watched.firsts.items()]
    by_station = {one.station_id: one for one in truths}
    followed = [by_station[station].is_followed(at_us) for station, at_us in watched.shown]
    known = [one for one in followed if one is not None]
    standing = [one for truth in truths for one in truth.standing()]
    times = watched.interruptions
    seen_us = [_seen_us(one, watched) for one in standing]
    free = [
        _free_us(one.from_us, until_us, times, rules)
        for one, until_us in zip(standing, seen_us, strict=True)
    ]
    waits = [until - one.from_us for one, until in zip(standing, seen_us, strict=True)]
    return AlertFigures(
        name=name,
        found_by_minute=found,
        first_five_ratio=_mean([one == 1 for one in found if np.isfinite(one)]),
        by_kind_ratio=_mean([one == 1 for one in by_kind if np.isfinite(one)]),
        as_good_ratio=_mean(
            [round(one, _DIGITS) < round(MILDEST_REP, _DIGITS) for one in left_out]
        ),
        nearly_ratio=_mean(
            [round(one, _DIGITS) <= round(GRAVEST_REP, _DIGITS) for one in left_out]
        ),
        of_five_ratio=_mean([one for one in found if np.isfinite(one)]),
        alerts=len(watched.shown),
        followed_ratio=_mean(known),
        standing=len(standing),
        longest_wait_s=max(waits, default=0) / SECOND_US,
        longest_free_wait_s=max(free, default=0) / SECOND_US,
        shown_each_ten_minutes=len(times) * 10 / minutes,
        most_in_ten_minutes=_most(times),
    )


def _needs(truths: Sequence[Truth], at_us: int) -> dict[str, float]:
    """How much each needs help, by station."""
    return {one.station_id: round(one.need(at_us), _DIGITS) for one in truths}


def _needs_by_kind(truths: Sequence[Truth], at_us: int) -> dict[str, float]:
    return {one.station_id: round(one.need_by_kind(at_us), _DIGITS) for one in truths}


def _found(first: Sequence[str], needs: Mapping[str, float]) -> float:
    """The share of those who need help most who are among the first five; NaN if nobody does.

    Of several who need it equally for the last places, whoever is found counts.
    """
    most = sorted((need for need in needs.values() if need > 0), reverse=True)[:_MANY]
    if not most:
        return np.nan
    above = sum(needs[one] > most[-1] for one in first)
    equal = sum(needs[one] == most[-1] for one in first)
    return (above + min(equal, most.count(most[-1]))) / len(most)


def _left_out(first: Sequence[str], needs: Mapping[str, float]) -> float:
    """By how much somebody outside the first five needs help more than somebody inside."""
    inside = min((needs[one] for one in first), default=0.0) if len(first) >= _MANY else 0.0
    outside = max(need for station_id, need in needs.items() if station_id not in first)
    return outside - inside


def _seen_us(standing: Standing, watched: Watched) -> int:
    """When the trainer first looks while the fault stands; else when it ends."""
    looks = watched.looks[standing.station_id]
    place = bisect_left(looks, standing.from_us)
    return min((standing.until_us, *looks[place : place + 1]))


def _free_us(from_us: int, until_us: int, times: Sequence[int], rules: Rules) -> int:
    """How much of a wait was while fewer than the aim had been shown within ten minutes."""
    ends = sorted(
        {from_us, until_us}
        | {at for time in times for at in (time, time + _WINDOW_US) if from_us < at < until_us}
    )
    return sum(
        end - begin
        for begin, end in pairwise(ends)
        if _shown_lately(times, begin) < rules.shown_for_each
    )


def _shown_lately(times: Sequence[int], at_us: int) -> int:
    return bisect_right(times, at_us) - bisect_right(times, at_us - _WINDOW_US)


def _most(times: Sequence[int]) -> int:
    """The most within ten minutes."""
    return max((_shown_lately(times, at_us) for at_us in times), default=0)


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else np.nan
