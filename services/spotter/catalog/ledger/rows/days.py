"""When a station or an exercise may have reps, by the sums: elsewhere nobody needs to look."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import GymTotal, StationTotal
from spotter.catalog.ledger.rows.filters import exercises_of, stations_of
from spotter.wire.catalog.records.ledger import RepFilter

Span = tuple[int, int]
"""From when and until before when, microseconds since the Unix epoch."""

_A_DAY = timedelta(days=1)
_ZONES = timedelta(hours=14)
"""Days are those of the gym's zone, whichever that was then; none is farther from UTC."""


def spans(session: Session, wanted: RepFilter) -> list[Span] | None:
    """The times in which all reps of ``wanted`` are, latest first; None: look everywhere.

    Sums outlive reps, so a span may be empty.
    """
    if wanted.member_id or wanted.session_id:
        return None  # their sessions say where
    days = _days(wanted)
    return None if days is None else list(joined(session.scalars(days)))


def joined(days: Iterable[date]) -> Iterator[Span]:
    """The spans that cover ``days``, which come latest first.

    >>> from datetime import date
    >>> days = [date(2026, 3, 9), date(2026, 3, 8), date(2026, 2, 1)]
    >>> [(until - since) // 3_600_000_000 for since, until in joined(days)]
    [76, 52]
    """
    last: Span | None = None
    for day in days:
        since_us, until_us = _span(day)
        if last is not None and until_us >= last[0]:
            last = since_us, last[1]
            continue
        if last is not None:
            yield last
        last = since_us, until_us
    if last is not None:
        yield last


def _days(wanted: RepFilter) -> Select[date] | None:
    exercises = exercises_of(wanted)
    if wanted.station_id:
        here = StationTotal.station_no.in_(stations_of(wanted))
        days = select(StationTotal.day).distinct().where(here).order_by(StationTotal.day.desc())
        return days if exercises is None else days.where(StationTotal.exercise_no.in_(exercises))
    if exercises is None:
        return None
    days = select(GymTotal.day).distinct().order_by(GymTotal.day.desc())
    return days.where(GymTotal.exercise_no.in_(exercises))


def _span(day: date) -> Span:
    midnight = datetime.combine(day, time(), UTC)
    return _us(midnight - _ZONES), _us(midnight + _A_DAY + _ZONES)


def _us(at: datetime) -> int:
    return int(at.timestamp()) * 1_000_000
