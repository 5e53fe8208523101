"""The numbers by which reps name stations and methods."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from spotter.catalog.database.kinds.upserts import insert_into
from spotter.catalog.database.tables import MethodRow, StationRow


def station_numbers(session: Session, station_ids: Iterable[str]) -> dict[str, int]:
    """The number of each station; new ones get one."""
    return _numbers(session, StationRow, StationRow.station_id, set(station_ids))


def method_numbers(session: Session, versions: Iterable[str]) -> dict[str, int]:
    """The number of each version of a method; new ones get one."""
    return _numbers(session, MethodRow, MethodRow.version, set(versions))


def _numbers(
    session: Session,
    kind: type[StationRow | MethodRow],
    name: InstrumentedAttribute[str],
    wanted: set[str],
) -> dict[str, int]:
    query = select(name, kind.no).where(name.in_(wanted))
    found = dict(session.execute(query).all())
    if missing := sorted(wanted - found.keys()):
        rows = [{name.key: one} for one in missing]
        session.execute(insert_into(session, kind).on_conflict_do_nothing(), rows)
        found = dict(session.execute(query).all())
    return found
