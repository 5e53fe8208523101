"""Fills the disk of a database of SQLite, in a folder that is a small file system, and empties it.

``python -m support.servers.small_disk_database FOLDER`` prints what the database said, as JSON.
"""

import json
import sys
from pathlib import Path

from sqlalchemy import delete, func, insert, select

from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.tables import BaselineRow
from spotter.catalog.errors import DatabaseError


def _add(database: Database, name: str, count: int = 1) -> None:
    row = {"accepted_by": "local", "started_us": 1, "data": bytes(50_000)}
    with database.writing() as session:
        session.execute(
            insert(BaselineRow), [{"baseline_id": f"{name}-{n}", **row} for n in range(count)]
        )


def _count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(BaselineRow)) or 0


def _refusal(database: Database, name: str, count: int) -> str:
    try:
        _add(database, name, count)
    except DatabaseError as error:
        return str(error)
    return ""


def main(folder: Path) -> None:
    """Write, fill, say, read, empty, write."""
    database = Database(f"sqlite:///{folder}/catalog.sqlite3")
    upgrade(database)
    _add(database, "first")
    refusals = [_refusal(database, "many", 500)]
    read = _count(database)
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue
    refusals.append(_refusal(database, "more", 500))
    read_full = _count(database)
    with database.writing() as session:
        session.execute(delete(BaselineRow).where(BaselineRow.baseline_id == "none"))
    filler.unlink()
    _add(database, "last")
    print(json.dumps({"said": refusals, "counts": [read, read_full, _count(database)]}))  # noqa: T201
    database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
