"""What is read of alerts: each thing with the number of the change that made it so."""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, select, true, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from spotter.alerting.values import Alert, ClassLine, Need, Presence, Silence
from spotter.catalog.alerts.kept.progress import progress
from spotter.catalog.database.tables import (
    AlertRow,
    ClassLineRow,
    ClassRow,
    CueRow,
    MemberRow,
    PresenceRow,
    SessionRow,
    SilenceRow,
    StationNeedRow,
)
from spotter.catalog.errors import UnknownError
from spotter.wire.catalog.alerts.alerts import Cue
from spotter.wire.catalog.alerts.stored_alerts import (
    AlertColumns,
    alert_of_row,
    line_from_bytes,
    need_from_bytes,
    silence_from_bytes,
)
from spotter.wire.catalog.checks import check_ids, checked_id

Thing = TypeVar("Thing")
Told = tuple[Thing, int]
"""Something, and the number of the change that made it what it is."""
_Condition = ColumnElement[bool]

_KNOWN_US = 3_600_000_000
"""Whoever has not asked for longer is told all that is open."""
_CUES_US = 600_000_000
"""A sentence that was sent is shown for less."""


@dataclass(frozen=True, slots=True)
class Current:
    """What has changed up to ``change_no``, or all that is open, with the numbers of changes."""

    change_no: int
    is_all: bool
    is_flood: bool
    alerts: tuple[Told[Alert], ...] = ()
    lines: tuple[Told[ClassLine], ...] = ()
    needs: tuple[Told[Need], ...] = ()
    silences: tuple[Told[Silence], ...] = ()
    cues: tuple[Told[Cue], ...] = ()
    presences: tuple[Told[Presence], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which alerts; what is empty or 0 does not matter. Opened from ``since_us``, to ``until_us``.

    Raises :class:`WireError` for what is no id.
    """

    since_us: int = 0
    until_us: int = 0
    class_id: str = ""
    member_id: str = ""
    station_id: str = ""

    def __post_init__(self) -> None:
        check_ids({"a class": self.class_id, "a member": self.member_id})


def changes_after(session: Session, after: int, first_change_no: int, now_us: int) -> Current:
    """What has changed after a change; all that is open if that is too old, or not known.

    Changes before ``first_change_no`` are not known: they may be those of another database.
    """
    state = progress(session)
    if after and after == state.change_no:
        return Current(after, is_all=False, is_flood=state.is_flood)
    oldest = max(first_change_no, state.change_no - _KNOWN_US)
    is_all = not oldest <= after < state.change_no

    def wanted(change_no: InstrumentedAttribute[int], is_open: _Condition) -> _Condition:
        return is_open if is_all else change_no > after

    return Current(
        state.change_no,
        is_all=is_all,
        is_flood=state.is_flood,
        alerts=_alerts(session, wanted(AlertRow.change_no, AlertRow.ended_us.is_(None))),
        lines=_lines(session, wanted(ClassLineRow.change_no, ClassLineRow.ended_us.is_(None))),
        needs=_needs(session, wanted(StationNeedRow.change_no, true())),
        silences=_silences(session, wanted(SilenceRow.change_no, SilenceRow.until_us > now_us)),
        cues=_cues(session, wanted(CueRow.change_no, CueRow.at_us > now_us - _CUES_US)),
        presences=_presences(session, wanted(PresenceRow.change_no, PresenceRow.until_us > now_us)),
    )


def alerts_by_id(session: Session, alert_ids: Collection[str]) -> list[Told[Alert]]:
    """These alerts in this order. Raises :class:`UnknownError` unless there are all of them."""
    ids = [uuid.UUID(checked_id(one, "an alert")) for one in alert_ids]
    found = {one.alert_id: (one, no) for one, no in _alerts(session, AlertRow.id.in_(ids))}
    for alert_id in ids:
        if str(alert_id) not in found:
            raise UnknownError(f"there is no alert {alert_id}")
    return [found[str(one)] for one in ids]


def kept_alerts(session: Session, alert_ids: Collection[uuid.UUID]) -> list[Alert]:
    """Those of these alerts that are kept, in any order."""
    return [one for one, _ in _alerts(session, AlertRow.id.in_(alert_ids))]


def open_at_station(session: Session, station_id: str) -> tuple[Told[Alert], ...]:
    """The open alerts at a station."""
    return _alerts(session, AlertRow.ended_us.is_(None) & (AlertRow.station_id == station_id))


def alerts_of_member(session: Session, member_no: int) -> list[Alert]:
    """The alerts about a member, by the number of their row; the first first."""
    theirs = _asked().where(MemberRow.no == member_no).order_by(AlertRow.opened_us, AlertRow.no)
    return [_told(row)[0] for row in session.execute(theirs)]


def cue_by_id(session: Session, cue_id: str) -> Told[Cue] | None:
    """The cue with that id, if it has been sent."""
    found = _cues(session, CueRow.id == uuid.UUID(checked_id(cue_id, "a cue")))
    return found[0] if found else None


def silence_by_id(session: Session, silence_id: str) -> Told[Silence]:
    """The silence with that id. Raises :class:`UnknownError`."""
    is_it = SilenceRow.id == uuid.UUID(checked_id(silence_id, "a silence"))
    if not (found := _silences(session, is_it)):
        raise UnknownError(f"there is no silence {silence_id}")
    return found[0]


def listed(
    session: Session, asked: Asked, *, before: tuple[int, int] | None, count: int
) -> list[tuple[tuple[int, int], Told[Alert]]]:
    """At most ``count`` alerts with their places in the list, latest first."""
    conditions = [*_conditions(asked)]
    if before is not None:
        conditions.append(tuple_(AlertRow.opened_us, AlertRow.no) < tuple_(*before))
    latest_first = (AlertRow.opened_us.desc(), AlertRow.no.desc())
    rows = session.execute(_asked().where(*conditions).order_by(*latest_first).limit(count))
    return [((row[0].opened_us, row[0].no), _told(row)) for row in rows]


def _conditions(asked: Asked) -> Iterator[_Condition]:
    yield AlertRow.opened_us >= asked.since_us
    if asked.until_us:
        yield AlertRow.opened_us < asked.until_us
    if asked.station_id:
        yield AlertRow.station_id == asked.station_id
    if asked.class_id:
        one = select(ClassRow.no).where(ClassRow.id == uuid.UUID(asked.class_id))
        yield AlertRow.class_no == one.scalar_subquery()
    if asked.member_id:
        own = (
            select(SessionRow.no)
            .join(MemberRow, MemberRow.no == SessionRow.member_no)
            .where(MemberRow.id == uuid.UUID(asked.member_id), ~SessionRow.is_nobodys)
        )
        yield AlertRow.session_no.in_(own)


def _asked() -> Select[*tuple[Any, ...]]:
    is_theirs = (SessionRow.no == AlertRow.session_no) & ~SessionRow.is_nobodys
    return (
        select(AlertRow, SessionRow.id, MemberRow.id, ClassRow.id)
        .outerjoin(SessionRow, is_theirs)
        .outerjoin(MemberRow, MemberRow.no == SessionRow.member_no)
        .outerjoin(ClassRow, ClassRow.no == AlertRow.class_no)
    )


def _alerts(session: Session, condition: _Condition) -> tuple[Told[Alert], ...]:
    return tuple(map(_told, session.execute(_asked().where(condition))))


def _told(found: Row[*tuple[Any, ...]]) -> Told[Alert]:
    row: AlertRow = found[0]
    session_id, member_id, class_id = (str(one or "") for one in found[1:])
    columns = AlertColumns(
        alert_id=str(row.id),
        station_id=row.station_id,
        session_id=session_id,
        member_id=member_id,
        class_id=class_id,
        opened_us=row.opened_us,
        ended_us=row.ended_us or 0,
    )
    return alert_of_row(columns, row.data), row.change_no


def _lines(session: Session, condition: _Condition) -> tuple[Told[ClassLine], ...]:
    rows = session.scalars(select(ClassLineRow).where(condition))
    return tuple((line_from_bytes(row.data), row.change_no) for row in rows)


def _needs(session: Session, condition: _Condition) -> tuple[Told[Need], ...]:
    rows = session.scalars(select(StationNeedRow).where(condition))
    return tuple((need_from_bytes(row.data), row.change_no) for row in rows)


def _silences(session: Session, condition: _Condition) -> tuple[Told[Silence], ...]:
    rows = session.scalars(select(SilenceRow).where(condition))
    return tuple((silence_from_bytes(row.data), row.change_no) for row in rows)


def _cues(session: Session, condition: _Condition) -> tuple[Told[Cue], ...]:
    rows = session.scalars(select(CueRow).where(condition))
    return tuple((_cue(row), row.change_no) for row in rows)


def _cue(row: CueRow) -> Cue:
    alert_id = str(row.alert_id or "")
    return Cue(str(row.id), row.station_id, row.text, row.author, row.at_us, alert_id)


def _presences(session: Session, condition: _Condition) -> tuple[Told[Presence], ...]:
    rows = session.scalars(select(PresenceRow).where(condition))
    return tuple((Presence(row.author, row.until_us), row.change_no) for row in rows)
