"""Writes what the engine has decided, each thing as it is now."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.alerting.values import Alert, ClassLine, Silence
from spotter.catalog.alerts.deciding.decided import Decided
from spotter.catalog.alerts.kept.whose import member_no
from spotter.catalog.database.kinds.upserts import insert_into
from spotter.catalog.database.tables import (
    AlertRow,
    ClassLineRow,
    ClassRow,
    CueRow,
    PresenceRow,
    SessionRow,
    SilenceRow,
    StationNeedRow,
    Table,
)
from spotter.wire.catalog.alerts.alerts import Cue
from spotter.wire.catalog.alerts.stored_alerts import (
    alert_details,
    line_bytes,
    need_bytes,
    silence_bytes,
)

_Row = dict[str, Any]
_KEYS: dict[type[Table], str] = {PresenceRow: "author", StationNeedRow: "station_id"}
"""By what rows are known that have no id."""


def write(session: Session, decided: Decided, change_no: int) -> None:
    """Write all of it as the change with that number."""
    alerts, lines = [*decided.alerts.values()], [*decided.lines.values()]
    classes = _numbers(session, ClassRow, [*(one.whose.class_id for one in alerts)])
    classes |= _numbers(session, ClassRow, [one.class_id for one in lines])
    sessions = _numbers(session, SessionRow, [one.whose.session_id for one in alerts])
    rows: dict[type[Table], list[_Row]] = {
        AlertRow: [_alert(one, sessions, classes) for one in alerts],
        ClassLineRow: [_line(one, classes) for one in lines],
        SilenceRow: [_silence(session, one) for one in decided.silences.values()],
        CueRow: [_cue(session, one) for one in decided.cues.values()],
        PresenceRow: [
            {"author": one.author, "until_us": one.until_us} for one in decided.presences.values()
        ],
        StationNeedRow: [
            {"station_id": one.station_id, "data": need_bytes(one)}
            for one in decided.needs.values()
        ],
    }
    for kind, found in rows.items():
        _put(session, kind, [one | {"change_no": change_no} for one in found])


def known_ids(session: Session, ids: Iterable[str]) -> set[str]:
    """Those that alerts or lines in the database have."""
    wanted = [uuid.UUID(one) for one in ids]
    found = (select(kind.id).where(kind.id.in_(wanted)) for kind in (AlertRow, ClassLineRow))
    return {str(one) for asked in found for one in session.scalars(asked)} if wanted else set()


def _put(session: Session, kind: type[Table], rows: Sequence[_Row]) -> None:
    """Insert rows, or replace those with the same key."""
    if not rows:
        return
    insert, key = insert_into(session, kind), _KEYS.get(kind, "id")
    replaced = {name: insert.excluded[name] for name in rows[0] if name != key}
    session.execute(insert.on_conflict_do_update(index_elements=[key], set_=replaced), rows)


def _alert(alert: Alert, sessions: dict[str, int], classes: dict[str, int]) -> _Row:
    return {
        "id": uuid.UUID(alert.alert_id),
        "station_id": alert.whose.station_id,
        "session_no": sessions.get(alert.whose.session_id),
        "class_no": classes.get(alert.whose.class_id),
        "opened_us": alert.opened_us,
        "ended_us": alert.ended_us or None,
        "data": alert_details(alert),
    }


def _line(line: ClassLine, classes: dict[str, int]) -> _Row:
    return {
        "id": uuid.UUID(line.line_id),
        "class_no": classes.get(line.class_id),
        "begun_us": line.begun_us,
        "ended_us": line.ended_us or None,
        "data": line_bytes(line),
    }


def _silence(session: Session, silence: Silence) -> _Row:
    return {
        "id": uuid.UUID(silence.silence_id),
        "member_no": member_no(
            session,
            member_id=silence.member_id,
            alert_id=silence.alert_id,
            station_id=silence.station_id,
        ),
        "begun_us": silence.begun_us,
        "until_us": silence.until_us,
        "data": silence_bytes(silence),
    }


def _cue(session: Session, cue: Cue) -> _Row:
    return {
        "id": uuid.UUID(cue.cue_id),
        "station_id": cue.station_id,
        "member_no": member_no(session, alert_id=cue.alert_id, station_id=cue.station_id),
        "at_us": cue.at_us,
        "author": cue.author,
        "alert_id": uuid.UUID(cue.alert_id) if cue.alert_id else None,
        "text": cue.text,
    }


def _numbers(
    session: Session, kind: type[SessionRow | ClassRow], ids: Iterable[str]
) -> dict[str, int]:
    """The numbers of those that exist, by their ids."""
    wanted = {uuid.UUID(one) for one in ids if one}
    if not wanted:
        return {}
    found = session.execute(select(kind.id, kind.no).where(kind.id.in_(wanted)))
    return {str(one): no for one, no in found}
