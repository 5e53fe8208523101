"""A gym whose workouts are followed, in the test's own process: real database and Redis."""

import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import redis
from prometheus_client import CollectorRegistry
from sqlalchemy import select

from spotter.catalog.audit import Signature
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import MemberRow, WorkoutRow
from spotter.catalog.following.announcing import FollowingAnnouncer
from spotter.catalog.following.keeper import FollowingKeeper
from spotter.catalog.following.metrics import FollowingMetrics
from spotter.catalog.following.statements import of_session
from spotter.catalog.sessions import changes as sessions
from spotter.catalog.sessions import statements as session_rows
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.workouts import changes as workouts
from spotter.catalog.workouts.values import value
from spotter.movement.values import Joint, Verdict
from spotter.training.following.values import Following
from spotter.training.workout import Item, Workout
from spotter.wire import names
from spotter.wire.catalog.training.followed_workouts import following_from_bytes
from spotter.wire.catalog.training.workouts import Placement
from spotter.wire.holds import Hold, hold_bytes
from spotter.wire.stations import Station, station_bytes
from spotter.wire.verdicts import verdict_bytes
from support.records.alerts_catalog import GOOD, START_US, rep_verdict_at
from support.records.gym_of_two import SQUAT, store

SECOND_US = 1_000_000
LEGS = Workout(
    "Legs",
    (
        Item("squat", sets=2, reps=3, rest_s=60, load_kg=60),
        Item("lunge", sets=1, reps=2),
    ),
)
IDA = "ida"


@dataclass(slots=True)
class FollowedGym:
    """Workouts of members on a database, in a time that is set by hand."""

    database: Database
    client: redis.Redis
    now_us: int = START_US
    keeper: FollowingKeeper = field(init=False)
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    _metrics: FollowingMetrics = field(init=False)
    _entries: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        with self.database.writing() as session:
            for name in ("squat", "lunge"):
                store(session, SQUAT.renamed(name))
        self._metrics = FollowingMetrics(self.registry)
        self.restart()

    def restart(self) -> None:
        """Begin anew, as another process would."""

        def now_us() -> int:
            return self.now_us

        sessions_told = SessionAnnouncer(self.database, self.client, now_us)
        announcer = FollowingAnnouncer(self.client, sessions_told, self._metrics)
        self.keeper = FollowingKeeper(
            self.database, self.client, announcer, ZoneInfo("UTC"), now_us=now_us
        )

    @property
    def day(self) -> date:
        """Today."""
        return datetime.fromtimestamp(self.now_us / SECOND_US, UTC).date()

    @property
    def signed(self) -> Signature:
        """Ida's, now."""
        return Signature(IDA, self.now_us)

    def station(self, station_id: str, *exercises: str) -> None:
        """Have the gym run with that station."""
        one = Station(station_id, station_id, "", None, 25.0, candidates=exercises)
        self.client.hset(names.STATIONS, station_id, station_bytes(one))

    def member(self, name: str = "Anna") -> int:
        """A new member who agrees to everything; returns the row's number."""
        with self.database.writing() as session:
            row = MemberRow(
                id=uuid.uuid4(),
                name=name,
                folded=name.lower(),
                joined_us=1,
                consented_us=1,
                keeps_reps=True,
                keeps_poses=True,
            )
            session.add(row)
            session.flush()
            return row.no

    def plan(self, member_no: int, workout: Workout = LEGS) -> uuid.UUID:
        """Plan a workout for today."""
        workout_id = uuid.uuid4()
        with self.database.writing() as session:
            member_id = str(session.get_one(MemberRow, member_no).id)
            placement = Placement(member_id, self.day)
            workouts.create(session, placement, workout, self.signed, workout_id)
        return workout_id

    def come(self, member_no: int, station_id: str = "rack-1") -> str:
        """Begin a session, and end those in the way; returns its id."""
        with self.database.writing() as session:
            member = session.get_one(MemberRow, member_no)
            place = sessions.Place(station_id)
            row, _ = sessions.begin(session, place, member, self.signed, instead=True)
            session_id = str(row.id)
        self.look()
        return session_id

    def leave(self, session_id: str) -> None:
        """End a session."""
        with self.database.writing() as session:
            sessions.end(session, session_rows.by_id(session, session_id), self.signed)
        self.look()

    def look(self) -> None:
        """Have the keeper hear of a session, and do what it finds."""
        ChangeStream(self.client).announce(names.SESSION_CHANGES, "1")
        self.keeper.step()

    def rep(self, session_id: str, exercise: str = "squat", verdict: Verdict = GOOD) -> None:
        """Say a verdict of a rep of two seconds that ends three seconds after the one before."""
        self.now_us += 3 * SECOND_US
        judged = rep_verdict_at(
            verdict, self.now_us, "rack-1", session_id=session_id, exercise=exercise
        )
        entry_id = f"{self.now_us // 1000}-{next(self._entries)}"
        data = verdict_bytes(judged)
        self.client.xadd(names.VERDICTS, {names.VERDICT_FIELD: data}, id=entry_id)

    def hold(self, session_id: str, exercise: str, seconds: int) -> None:
        """Keep a position, of which a segmenter tells every second and at its end; count it."""
        started_us = self.now_us
        for number in range(1, seconds + 1):
            self.now_us = started_us + number * SECOND_US
            broke = Joint.MID_HIP if number == seconds else None
            hold = Hold("rack-1", session_id, exercise, started_us, self.now_us, broke)
            self.client.xadd(names.HOLDS, {names.HOLD_FIELD: hold_bytes(hold)})
        self.keeper.step()

    def reps(self, session_id: str, count: int, exercise: str = "squat") -> None:
        """Do good reps, and have them counted."""
        for _ in range(count):
            self.rep(session_id, exercise)
        self.keeper.step()

    def following(self, session_id: str) -> Following:
        """The workout of a session."""
        with self.database.reading() as session:
            found = of_session(session, session_rows.by_id(session, session_id).no)
            assert found is not None
            return following_from_bytes(found[0].data)

    def performed(self, member_no: int) -> list[Workout]:
        """What the member has done, as it is stored."""
        with self.database.reading() as session:
            asked = select(WorkoutRow).where(WorkoutRow.member_no == member_no)
            rows = session.scalars(asked.where(WorkoutRow.is_performed).order_by(WorkoutRow.no))
            return [value(session, row).workout for row in rows]
