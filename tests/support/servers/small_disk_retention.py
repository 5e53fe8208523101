"""Retention in a folder that is a small file system, and nearly full.

``python -m support.servers.small_disk_retention FOLDER`` prints what it removed, as JSON.
"""

import json
import shutil
import sys
from pathlib import Path

from prometheus_client import CollectorRegistry

from spotter.catalog.database.kinds.giving_back import empty_log
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.tables import RepPoses
from spotter.catalog.retention.due import KeptDays
from spotter.catalog.retention.keeper import RetentionKeeper
from spotter.catalog.retention.metrics import RetentionMetrics
from support.hand_clock import HandClock
from support.records.kept_reps import LedgerOfMoments

_NOW_US = 20_000 * 86_400_000_000
_REPS = 200
_FREE_BYTES = 100_000
"""A twentieth of the disk."""
_STEPS = 3000


def main(folder: Path) -> None:
    """Keep poses that are due, fill the disk, let retention run, and write again."""
    ledger = LedgerOfMoments.on(_made(folder))
    for first in range(0, _REPS, 50):
        ledger.add_reps(range(first, first + 50), None, poses=bytes(2000))
        empty_log(ledger.database)  # which a larger file does by itself
    _leave(folder, _FREE_BYTES)
    before = ledger.count(RepPoses)
    clock = HandClock()
    keeper = RetentionKeeper(
        ledger.database,
        KeptDays(poses=90, verdicts=730),
        RetentionMetrics(CollectorRegistry()),
        now_us=lambda: _NOW_US + round(1e6 * clock.now_s),
        clock=clock,
    )
    for _ in range(_STEPS):
        clock.now_s += 60
        keeper.step()
    after = ledger.count(RepPoses)
    ledger.add_reps(range(_NOW_US, _NOW_US + 50), None, poses=bytes(2000))
    print(json.dumps({"before": before, "after": after}))  # noqa: T201
    ledger.database.close()


def _made(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder}/catalog.sqlite3")
    upgrade(database)
    return database


def _leave(folder: Path, free_bytes: int) -> None:
    found = shutil.disk_usage(folder).free
    (folder / "filler").write_bytes(bytes(found - free_bytes))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
