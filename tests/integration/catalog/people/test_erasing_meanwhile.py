"""What others do while a member is erased or withdraws: real database and Redis."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from structlog.testing import capture_logs

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import DailyTotal, ExerciseVersion, MemberRow
from spotter.catalog.ledger.intake.entries import Entry
from spotter.catalog.ledger.intake.supply import Supply
from spotter.catalog.ledger.writing import GymRules, write_batch
from spotter.catalog.members.erased import note_erased
from spotter.catalog.members.erasing import Erasing
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.movement.values import Rep
from spotter.wire import names
from spotter.wire.catalog.people.members import Consent, Erasure
from spotter.wire.catalog.records.verdict_details import verdict_details
from spotter.wire.reps import rep_bytes
from spotter.wire.verdicts import rep_verdict, verdict_bytes
from support.movements.stick_squats import squat_reference, squats
from support.records.gym_of_two import REPS, SQUAT, Gym, counts, store
from support.records.kept_history import FAULTY

_WAIT_S = 0.5
RULES = GymRules(ZoneInfo("UTC"))


def erasing(two: Gym, announce_exercise: Callable[[str], None]) -> Erasing:
    catalog = two.catalog
    announcer = SessionAnnouncer(catalog.database, catalog.redis, catalog.clock)
    return Erasing(
        catalog.database, catalog.redis, announcer, announce_exercise, lambda _account: None
    )


def test_who_is_being_erased_is_not_erased_by_another_thread_as_well(two: Gym) -> None:
    recorded = replace(squat_reference(), person="anna", reps=(squats(70, start_us=5),))
    with two.catalog.database.writing() as session:
        store(session, replace(SQUAT, references=(*SQUAT.references, recorded)))
    meanwhile: list[list[Erasure]] = []
    one = erasing(two, lambda _exercise_id: meanwhile.append(one.go_on(7)))
    removed = dict(one.erase(two.anna.member_id, Signature("ida", 5)).removed)
    assert meanwhile == [[]]
    assert (removed["reps"], removed["members"]) == (REPS, 1)


@dataclass(slots=True)
class Writer:
    """A ledger that has looked whose a rep is, and has not yet committed it."""

    rep: Rep
    has_written: threading.Event
    may_commit: threading.Event

    def write(self, database: Database) -> None:
        judged = rep_verdict(self.rep, FAULTY, method_version="m")
        data = verdict_bytes(judged)
        entry = Entry(b"1-1", judged, data, verdict_details(data))
        supply = Supply({self.rep.rep_id: rep_bytes(self.rep)})
        with database.writing() as session:
            write_batch(session, [entry], supply, RULES)
            self.has_written.set()
            self.may_commit.wait(10)


@contextmanager
def writing(two: Gym, database_url: str) -> Iterator[Writer]:
    """One more rep of Anna's is being written by another process until it may commit."""
    writer = Writer(replace(two.annas[0], track_id=77), threading.Event(), threading.Event())
    database = Database(database_url)
    thread = threading.Thread(target=writer.write, args=(database,))
    thread.start()
    assert writer.has_written.wait(10)
    try:
        yield writer
    finally:
        writer.may_commit.set()
        thread.join(10)
        database.close()


def during(writer: Writer, act: Callable[[], object]) -> None:
    """Act while the writer has not committed; it does so soon after, as it would anyway."""
    acting = threading.Thread(target=act)
    acting.start()
    acting.join(_WAIT_S)
    writer.may_commit.set()
    acting.join(30)
    assert not acting.is_alive()


def test_a_rep_that_was_just_being_kept_leaves_no_poses_after_the_consent_is_gone(
    two: Gym, database_url: str
) -> None:
    before = counts(two.catalog.database)["rep_poses"]
    with writing(two, database_url) as writer:
        during(
            writer,
            lambda: two.catalog.members.change_consent(two.anna.member_id, Consent(True, False)),  # noqa: FBT003
        )
    assert counts(two.catalog.database)["rep_poses"] == before - REPS


def test_a_rep_that_was_just_being_kept_leaves_nothing_of_who_is_erased(
    two: Gym, database_url: str
) -> None:
    with writing(two, database_url) as writer:
        during(writer, lambda: two.catalog.members.erase(two.anna.member_id))
    two.catalog.people.tend()
    with two.catalog.database.reading() as session:
        ben = session.scalars(select(MemberRow)).one()
        assert set(session.scalars(select(DailyTotal.member_no))) == {0, ben.no}
    assert counts(two.catalog.database)["rep"] == REPS + 1


def test_an_exercise_that_cannot_be_read_keeps_no_session_from_being_announced(two: Gym) -> None:
    catalog = two.catalog
    with catalog.database.writing() as session:
        session.execute(update(ExerciseVersion).values(data=b"\xff"))
        note_erased(session, [UUID(two.anna.member_id)], 5)
    catalog.redis.delete(names.STATION_SESSIONS)
    with capture_logs() as said:
        catalog.people.tend()
    assert [line["event"] for line in said] == ["erasing does not get on"]
    assert catalog.redis.hkeys(names.STATION_SESSIONS) == [b"rack-1"]
