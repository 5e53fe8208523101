"""Adds sums of reps to the totals that history reads."""

from collections.abc import Mapping
from dataclasses import asdict, fields

from sqlalchemy.orm import Session

from spotter.catalog.database.tables import DailyFault, DailyTotal
from spotter.catalog.database.upserts import insert_into
from spotter.catalog.history.day_sums import DayKey, DaySum, FaultKey

_DAY = ("member_no", "day", "exercise_no", "station_no")
_FAULT = (*_DAY, "code", "joint")
_SUMS = tuple(one.name for one in fields(DaySum))


def add_to_totals(
    session: Session, sums: Mapping[DayKey, DaySum], faults: Mapping[FaultKey, int]
) -> None:
    """Add to the totals, in one order, so that two writers never wait for each other."""
    _add(
        session,
        DailyTotal,
        _DAY,
        _SUMS,
        [asdict(key) | asdict(one) for key, one in sorted(sums.items(), key=lambda pair: pair[0])],
    )
    _add(
        session,
        DailyFault,
        _FAULT,
        ("reps",),
        [
            asdict(key.of) | {"code": key.code, "joint": key.joint, "reps": reps}
            for key, reps in sorted(faults.items())
        ],
    )


def _add(
    session: Session,
    kind: type[DailyTotal | DailyFault],
    keys: tuple[str, ...],
    sums: tuple[str, ...],
    rows: list[dict[str, object]],
) -> None:
    if not rows:
        return
    columns = kind.__table__.c
    insert = insert_into(session, kind).values(rows)
    added = {name: columns[name] + insert.excluded[name] for name in sums}
    session.execute(insert.on_conflict_do_update(index_elements=[*keys], set_=added))
