"""Inserts that say what happens to a row that is already there, in both databases."""

from typing import cast

import sqlalchemy  # noqa: TC002 - importing it is not optional
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import Table

Insert = sqlite.Insert | postgresql.Insert


def insert_into(session: Session, kind: type[Table]) -> Insert:
    """An insert into the table of ``kind``, with ``on_conflict_do_nothing`` and the like."""
    table = cast("sqlalchemy.Table", kind.__table__)
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)
