"""What was kept for long enough goes, in both databases, and nothing else does."""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from sqlalchemy import Connection, event, select, text, update
from structlog.testing import capture_logs

from spotter.catalog.database.kinds.partitions import make_partitions, month_of
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.tables import (
    BaselineRow,
    ExerciseVersion,
    MemberRow,
    RepPoses,
    RepRow,
)
from spotter.catalog.retention.due import Due, KeptDays, Kind
from spotter.catalog.retention.keeper import RetentionKeeper
from spotter.catalog.retention.metrics import RetentionMetrics
from spotter.catalog.retention.round import Removed, removing
from spotter.catalog.retention.rows import remove_reps
from support.hand_clock import HandClock
from support.records.kept_reps import LedgerOfMoments
from support.servers.small_disk import small_mount

DAY_US = 86_400_000_000
NOW_US = 20_436 * DAY_US
"""14 December 2025."""
GYM = KeptDays(poses=90, verdicts=730)
DAYS = (1, 29, 31, 89, 125, 729, 765, 999, 1040)
"""Before now: on either side of each limit, those of everybody by more than a month."""


@pytest.fixture
def ledger(database: Database) -> LedgerOfMoments:
    return LedgerOfMoments.on(database)


def ago(*days: int) -> list[int]:
    return sorted(NOW_US - one * DAY_US for one in days)


def remove(ledger: LedgerOfMoments, chunk: int = 2) -> Counter[str]:
    removed = Counter[str]()
    for one in removing(ledger.database, NOW_US, GYM, lambda: chunk):
        removed[one.kind] += one.count
    return removed


@pytest.mark.parametrize("has_months", [False, True])
def test_poses_go_before_verdicts_and_each_member_s_when_they_chose(
    ledger: LedgerOfMoments, *, has_months: bool
) -> None:
    if has_months:
        months = {month_of(at_us) for at_us in ago(*DAYS)}
        make_partitions(ledger.database, tuple(sorted(months)))
    like_all, shorter, longer = (
        ledger.add_member(),
        ledger.add_member(30, 90),
        ledger.add_member(1000, 1000),
    )
    for session_no in (None, like_all, shorter, longer):
        ledger.add_reps(ago(*DAYS), session_no)
    removed = remove(ledger)
    kept = {
        None: (ago(1, 29, 31, 89), ago(1, 29, 31, 89, 125, 729)),
        like_all: (ago(1, 29, 31, 89), ago(1, 29, 31, 89, 125, 729)),
        shorter: (ago(1, 29), ago(1, 29, 31, 89)),
        longer: (ago(*DAYS[:-1]), ago(*DAYS[:-1])),
    }
    for session_no, (poses, verdicts) in kept.items():
        assert ledger.starts_us(RepPoses, session_no) == poses
        assert ledger.starts_us(RepRow, session_no) == verdicts
    assert (removed["poses"], removed["verdicts"]) == (5 + 5 + 7 + 1, 3 + 3 + 5 + 1)
    assert remove(ledger).total() == 0


def test_postgresql_drops_months_whole_in_which_nobody_is_kept_longer(postgres_url: str) -> None:
    database = Database(postgres_url)
    upgrade(database)
    ledger = LedgerOfMoments.on(database)
    longer = ledger.add_member(poses_kept_days=1000)
    early, late = ago(200)[0], ago(130)[0]
    make_partitions(database, (month_of(early), month_of(late)))
    ledger.add_reps([early, early + 1, late], None)
    ledger.add_reps([early], longer)
    steps = list(removing(database, NOW_US, GYM, lambda: 100))
    assert steps == [
        Removed("poses", 1, month_of(late).partition_of("rep_poses")),
        Removed("poses", 2),
        Removed("versions", 1),
    ]
    with database.reading() as session:
        names = session.connection().scalars(text("SELECT relname FROM pg_class")).all()
    assert month_of(late).partition_of("rep_poses") not in names
    assert month_of(early).partition_of("rep_poses") in names
    assert month_of(late).partition_of("rep") in names
    ledger.add_reps([late + 5], None)  # a rep of that month that comes late
    assert ledger.starts_us(RepPoses, None) == [late + 5]
    database.close()


def test_a_month_that_somebody_reads_is_dropped_another_time(postgres_url: str) -> None:
    database = Database(postgres_url)
    upgrade(database)
    ledger = LedgerOfMoments.on(database)
    (early,) = ago(200)
    make_partitions(database, (month_of(early),))
    ledger.add_reps([early], None)
    keeper, clock, _ = keeper_on(ledger)
    with database.reading() as session, capture_logs() as said:
        session.execute(select(RepPoses.rep)).all()
        go_on(keeper, clock)
        assert [line["event"] for line in said] == ["retention waits for the database"]
        assert ledger.count(RepPoses) == 1
    go_on(keeper, clock)
    assert ledger.count(RepPoses) == 0
    database.close()


def test_poses_go_of_who_withdrew_though_removing_them_was_interrupted(
    ledger: LedgerOfMoments,
) -> None:
    withdrawn, like_all = ledger.add_member(), ledger.add_member()
    for session_no in (withdrawn, like_all):
        ledger.add_reps(ago(1, 29, 31), session_no)
    ledger.add_baseline("of-withdrawn", ago(2)[0], withdrawn)
    with ledger.database.writing() as session:
        session.execute(
            update(MemberRow).where(MemberRow.no == withdrawn).values(keeps_poses=False)
        )
    assert remove(ledger) == {"poses": 3, "baselines": 1, "versions": 1}
    assert ledger.starts_us(RepPoses, withdrawn) == []
    assert (
        ledger.starts_us(RepRow, withdrawn)
        == ledger.starts_us(RepPoses, like_all)
        == ago(1, 29, 31)
    )


def test_baselines_go_with_the_poses_that_they_consist_of(ledger: LedgerOfMoments) -> None:
    usual, longer = ledger.add_member(), ledger.add_member(poses_kept_days=400)
    for number, days in enumerate((80, 90, 130)):
        for session_no in (usual, longer):
            ledger.add_baseline(f"{session_no}-{number}", ago(days)[0], session_no)
    assert remove(ledger)["baselines"] == 1
    with ledger.database.reading() as session:
        left = set(session.scalars(select(BaselineRow.baseline_id)))
    assert left == {"1-0", "1-1", "2-0", "2-1", "2-2"}


def test_a_replaced_version_keeps_its_recordings_while_a_kept_rep_names_it(
    ledger: LedgerOfMoments,
) -> None:
    longer = ledger.add_member(verdicts_kept_days=36_500)
    ledger.add_reps([1], longer, version_no=1)
    assert not remove(ledger)["versions"]
    with ledger.database.writing() as session:
        for row in session.scalars(select(RepRow)):
            session.delete(row)
    assert remove(ledger)["versions"] == 1
    with ledger.database.reading() as session:
        data = dict(session.execute(select(ExerciseVersion.no, ExerciseVersion.data)).all())
    assert data == {1: b"", 2: b"recordings"}


def test_sqlite_gives_room_back_to_the_disk(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    upgrade(database)
    ledger = LedgerOfMoments.on(database)
    ledger.add_reps(range(1, 2001), None, poses=bytes(5000))
    removed = remove(ledger, chunk=500)
    assert (removed["poses"], removed["bytes"] > 8_000_000) == (2000, True)
    database.close()
    assert database.file is not None
    assert database.file.stat().st_size < 1_000_000


def test_it_works_on_a_disk_that_is_nearly_full(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "support.servers.small_disk_retention", str(tmp_path)]
    tests = Path(__file__).parents[3]
    path = os.pathsep.join(map(str, (tests, tests.parent / "services")))
    said = subprocess.check_output(
        [*small_mount(tmp_path), *program], env={**os.environ, "PYTHONPATH": path}, text=True
    )
    assert json.loads(said.splitlines()[-1]) == {"before": 200, "after": 0}


def test_a_round_in_which_nothing_is_due_waits_for_no_writer(
    ledger: LedgerOfMoments, database_url: str
) -> None:
    shorter, longer = ledger.add_member(30, 90), ledger.add_member(1000, 1000)
    for session_no in (None, shorter, longer):
        ledger.add_reps(ago(1, 29), session_no)
    remove(ledger)
    with closing(Database(database_url)) as other, other.writing() as session:
        session.execute(text("DELETE FROM rep WHERE started_us = 0"))
        assert remove(ledger).total() == 0


def test_what_is_due_of_a_member_is_found_by_their_sessions(sqlite_url: str) -> None:
    with closing(Database(sqlite_url)) as database:
        upgrade(database)
        steps = plan_of(database, Due(Kind.POSES, NOW_US, member_no=1))
    assert "USING COVERING INDEX ix_rep_session_no_started_us (session_no=? AND" in steps[0]
    assert not [step for step in steps if step.startswith("SCAN")]


def plan_of(database: Database, due: Due) -> list[str]:
    """How SQLite looks for what is due."""
    told: list[str] = []

    def explain(
        connection: Connection, _cursor: object, said: str, values: tuple[object, ...], *_: object
    ) -> None:
        if said.startswith("SELECT"):
            rows = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {said}", values)
            told.extend(row[3] for row in rows)

    event.listen(database.engine, "before_cursor_execute", explain)
    assert not list(remove_reps(database, due, lambda: 10))
    return told


def test_others_write_while_it_goes(ledger: LedgerOfMoments, database_url: str) -> None:
    ledger.add_reps(range(1, 1001), None)

    def write() -> None:
        with closing(Database(database_url)) as database:
            for number in range(50):
                LedgerOfMoments(database).add_reps([NOW_US + number], None)

    writer = threading.Thread(target=write)
    writer.start()
    between = threading.Event()
    patient = Database(database_url)
    for _ in removing(patient, NOW_US, GYM, lambda: 20):
        between.wait(0.01)  # as the catalog pauses, but shorter
    writer.join()
    patient.close()
    assert ledger.count(RepRow) == ledger.count(RepPoses) == 50


def keeper_on(ledger: LedgerOfMoments) -> tuple[RetentionKeeper, HandClock, CollectorRegistry]:
    clock, registry = HandClock(), CollectorRegistry()

    def now_us() -> int:
        return NOW_US + round(1e6 * clock.now_s)

    metrics = RetentionMetrics(registry)
    keeper = RetentionKeeper(ledger.database, GYM, metrics, now_us=now_us, clock=clock)
    return keeper, clock, registry


def go_on(keeper: RetentionKeeper, clock: HandClock, minutes: int = 24 * 60 + 30) -> None:
    for _ in range(minutes):
        clock.now_s += 60
        keeper.step()


def test_a_keeper_waits_for_a_clock_to_believe_and_tells_what_went(
    ledger: LedgerOfMoments,
) -> None:
    ledger.add_reps([*ago(130, 800), NOW_US], None)
    keeper, clock, registry = keeper_on(ledger)
    with capture_logs() as said:
        go_on(keeper, clock, 60)
        assert ledger.count(RepPoses) == 3
        go_on(keeper, clock, 60)
    assert (ledger.count(RepPoses), ledger.count(RepRow)) == (1, 2)
    assert [line["event"] for line in said] == ["kept for long enough and removed"]
    found = registry.get_sample_value("spotter_catalog_retention_removed_total", {"kind": "poses"})
    assert found == 2
