"""Alerts that are due, and what belongs to them, a chunk at a time: they go as verdicts do."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, true

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    AlertRow,
    ClassLineRow,
    CueRow,
    PresenceRow,
    SilenceRow,
)
from spotter.catalog.members.poses import deleted
from spotter.catalog.retention.due import Due
from spotter.catalog.retention.rows import whose

_Key = Any
"""A column."""


def remove_alerts(
    database: Database, due: Due, chunk: Callable[[], int]
) -> Iterator[tuple[str, int]]:
    """Remove what is due, each chunk in a transaction; yields of what and how many.

    What is still open stays. Raises :class:`DatabaseError`.
    """
    before_us = due.before_us
    ended = AlertRow.ended_us < before_us
    kinds: dict[str, tuple[_Key, ColumnElement[bool]]] = {
        "alerts": (AlertRow.no, ended & whose(due, AlertRow.session_no)),
        "cues": (CueRow.no, (CueRow.at_us < before_us) & _of_member(due, CueRow.member_no)),
        "silences": (
            SilenceRow.no,
            (SilenceRow.until_us < before_us) & _of_member(due, SilenceRow.member_no),
        ),
    }
    if due.member_no is None:
        kinds["class lines"] = ClassLineRow.no, ClassLineRow.ended_us < before_us
        kinds["presences"] = PresenceRow.author, PresenceRow.until_us < before_us
    for kind, (key, is_due) in kinds.items():
        for count in _rows(database, key, is_due, chunk):
            yield kind, count


def _rows(
    database: Database, key: _Key, is_due: ColumnElement[bool], chunk: Callable[[], int]
) -> Iterator[int]:
    while True:
        with database.reading() as session:
            keys = list(session.scalars(select(key).where(is_due).limit(chunk())))
        if not keys:
            return
        with database.writing() as session:
            yield deleted(session, delete(key.class_).where(key.in_(keys)))


def _of_member(due: Due, member_no: _Key) -> ColumnElement[bool]:
    if due.member_no is not None:
        return member_no == due.member_no  # type: ignore[no-any-return]
    return or_(member_no.is_(None), member_no.not_in(due.apart)) if due.apart else true()
