"""A ledger without its process, and judged reps for it."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import redis
from prometheus_client import CollectorRegistry

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import MemberRow, SessionRow
from spotter.catalog.ledger.keeper import LedgerKeeper
from spotter.catalog.ledger.metrics import LedgerMetrics
from spotter.catalog.ledger.reading import newest
from spotter.catalog.ledger.writing import GymRules
from spotter.movement.values import Fault, Measures, MotionRange, Outcome, Rep, Tempo, Verdict
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.verdict import Direction, FaultCode
from spotter.wire import names
from spotter.wire.catalog.records.ledger import LedgerEntry, RepFilter
from spotter.wire.reps import rep_bytes
from spotter.wire.verdicts import RepVerdict, rep_verdict, verdict_bytes

MEASURES = Measures(
    tempo=Tempo(1.0, 0.2, 0.8, 0.3),
    usual_tempo=Tempo(1.1, 0.1, 0.9, 0.2),
    motion_range=MotionRange(Joint.MID_HIP, both_sides=False, range_tl=0.9, usual_tl=1.0),
)
KNEES_IN = Fault(
    Joint.LEFT_KNEE, 0.5, Direction.INWARD, 0.25, 20, both_sides=True, code=FaultCode.KNEES_IN
)
GOOD = Verdict(Outcome.GOOD, 0.5, 2.0, measures=MEASURES, reference_ratio=0.25)
FAULTY = Verdict(Outcome.FAULTY, 3.0, 2.0, faults=(KNEES_IN,), measures=MEASURES)


class LedgerInTest:
    """A ledger on ``database`` that takes from the verdicts of ``client``."""

    def __init__(  # noqa: PLR0913 - what a ledger can be told
        self,
        client: redis.Redis,
        database: Database,
        *,
        consumer: str = "one",
        zone: str = "UTC",
        keeps_unnamed_poses: bool = False,
        clock: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self.registry = CollectorRegistry()
        self.client = client
        self.database = database
        self.keeper = LedgerKeeper(
            client,
            database,
            GymRules(ZoneInfo(zone), keeps_unnamed_poses),
            LedgerMetrics(self.registry),
            consumer=consumer,
            clock=clock,
            pause=lambda _s: None,
        )

    def catch_up(self) -> None:
        """Take steps until nothing is left to be written."""
        self.keeper.step()
        while self.keeper.state.behind_entries:
            self.keeper.step()

    def entries(self, wanted: RepFilter | None = None) -> list[LedgerEntry]:
        """The reps in the ledger, newest first."""
        with self.database.reading() as session:
            found = newest(session, wanted or RepFilter(), None, 10_000)
        return [one.entry for one in found]

    def count(self, metric: str) -> float | None:
        """A metric's value."""
        return self.registry.get_sample_value(f"spotter_catalog_ledger_{metric}")


def say(client: redis.Redis, rep: Rep, verdict: Verdict, method_version: str = "m-1") -> RepVerdict:
    """Store a rep and its verdict as segmenter and scorer do."""
    judged = rep_verdict(rep, verdict, method_version=method_version)
    client.set(names.rep_key(rep.rep_id), rep_bytes(rep), ex=7 * 24 * 3600)
    client.set(names.verdict_key(rep.rep_id), b"entry", ex=8 * 24 * 3600)
    add(client, judged)
    return judged


def add(client: redis.Redis, judged: RepVerdict) -> None:
    """Add a verdict to the stream."""
    client.xadd(names.VERDICTS, {names.VERDICT_FIELD: verdict_bytes(judged)})


def in_session(rep: Rep, session_id: str) -> Rep:
    """The rep as one of that session."""
    return replace(rep, session_id=session_id)


def add_session(
    database: Database,
    *,
    keeps_reps: bool = True,
    keeps_poses: bool = True,
    station_id: str = "rack-1",
) -> tuple[str, str]:
    """A member with an open session; returns the ids of both, the member's first."""
    ids = uuid4(), uuid4()
    with database.writing() as session:
        member = MemberRow(
            id=ids[0],
            name="Anna",
            folded="anna",
            keeps_reps=keeps_reps,
            keeps_poses=keeps_poses,
            consented_us=1,
            joined_us=1,
        )
        session.add(member)
        session.flush()
        session.add(_session(ids[1], member.no, station_id))
    return str(ids[0]), str(ids[1])


def _session(session_id: UUID, member_no: int, station_id: str) -> SessionRow:
    return SessionRow(
        id=session_id, member_no=member_no, station_id=station_id, begun_us=1, begun_by="local"
    )
