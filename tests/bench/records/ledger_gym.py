"""A year of a gym for the ledger: members, sessions, and judged reps in batches."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

import numpy as np

from spotter.catalog.database.kinds.partitions import make_partitions, month_of
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import MemberRow, SessionRow
from spotter.catalog.ledger.intake.entries import Entry
from spotter.catalog.ledger.intake.supply import Supply
from spotter.movement.values import PoseSeries, Rep
from spotter.wire.catalog.records.verdict_details import verdict_details
from spotter.wire.reps import rep_bytes
from spotter.wire.verdicts import rep_verdict, verdict_bytes
from support.gyms.scored_gym import make_rep
from support.records.ledger_in_test import FAULTY, GOOD

DAYS = 365
POSES_DAYS = 90
MEMBERS = 300
VISITORS = MEMBERS // 3
"""Each member comes every third day."""
TRACKS = 1000
"""A day's tracks are numbered from so many more than those of the day before."""
DAY_US = 86_400_000_000
BEGINS_US = round(datetime(2025, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
ENDS_US = BEGINS_US + DAYS * DAY_US
_STATIONS = 40
_EXERCISES = 12
_BATCH = 200
_NOISE_PX = 1.5


@dataclass(frozen=True, slots=True)
class Batch:
    """Reps in the order of their time, and their poses if these are still kept."""

    entries: tuple[Entry, ...]
    supply: Supply


class YearOfGym:
    """``reps`` in a year, as many each day; every fifth is nobody's.

    ``member_ids`` are all members.
    """

    def __init__(self, reps: int) -> None:
        rng = np.random.default_rng(1)
        self.member_ids = [uuid.UUID(int=number) for number in range(1, MEMBERS + 1)]
        self.day_reps = reps // DAYS
        self._poses = [rep_bytes(_noisy(rng)) for _ in range(20)]
        rep = make_rep("d" * 64)
        judged = [rep_verdict(rep, one, method_version="m") for one in (GOOD, GOOD, GOOD, FAULTY)]
        self._verdicts = [(one, verdict_details(verdict_bytes(one))) for one in judged]

    def add_people(self, database: Database, days: int = DAYS) -> None:
        """Members and their sessions of so many days, and on PostgreSQL the months."""
        months = {month_of(BEGINS_US + day * DAY_US) for day in range(days)}
        make_partitions(database, tuple(sorted(months)))
        with database.writing() as session:
            session.add_all(map(_member, self.member_ids))
            session.flush()
            for day in range(days):
                session.add_all(_session(day, place) for place in range(VISITORS))

    def batches(self, day: int, *, with_poses: bool) -> Iterator[Batch]:
        """All reps of a day, counted from 0, oldest first."""
        entries = (self._entry(day, number) for number in range(self.day_reps))
        while found := tuple(islice(entries, _BATCH)):
            poses = dict(self._poses_of(found)) if with_poses else {}
            yield Batch(found, Supply(reps=poses))

    def _poses_of(self, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
        for place, one in enumerate(entries):
            yield one.judged.rep_id, self._poses[place % len(self._poses)]

    def _entry(self, day: int, number: int) -> Entry:
        verdict, details = self._verdicts[number % len(self._verdicts)]
        at_us = BEGINS_US + day * DAY_US
        at_us += (6 * 3600 + 57_600 * number // self.day_reps) * 1_000_000
        place, track_id = number % VISITORS, day * TRACKS + number
        station_id = f"rack-{place % _STATIONS}"
        exercise = number // VISITORS % _EXERCISES  # each visitor does many of them
        judged = replace(
            verdict,
            rep_id=f"{station_id}_{track_id}_{at_us}",
            station_id=station_id,
            track_id=track_id,
            exercise=f"exercise {exercise}",
            reference_digest=f"{exercise:064x}",
            started_us=at_us,
            ended_us=at_us + 3_000_000,
            set_started_us=at_us,
            session_id="" if number % 5 == 0 else str(_session_id(day, place)),
        )
        return Entry(b"", judged, b"", details)


def _noisy(rng: np.random.Generator) -> Rep:
    rep = make_rep("d" * 64)
    noise = rng.normal(0, _NOISE_PX, rep.poses.keypoints.shape).astype(np.float32)
    noise[..., 2] = 0
    return replace(rep, poses=PoseSeries(rep.poses.captured_us, rep.poses.keypoints + noise))


def _member(member_id: uuid.UUID) -> MemberRow:
    name = f"Member {member_id.int}"
    return MemberRow(
        no=member_id.int,
        id=member_id,
        name=name,
        folded=name.lower(),
        keeps_reps=True,
        keeps_poses=True,
        consented_us=1,
        joined_us=1,
    )


def _session_id(day: int, place: int) -> uuid.UUID:
    return uuid.UUID(int=1 + day * VISITORS + place)


def _session(day: int, place: int) -> SessionRow:
    began_us = BEGINS_US + day * DAY_US
    return SessionRow(
        no=_session_id(day, place).int,
        id=_session_id(day, place),
        member_no=1 + (place * 3 + day) % MEMBERS,
        station_id=f"rack-{place % _STATIONS}",
        begun_us=began_us,
        ended_us=began_us + DAY_US - 1,
        begun_by="local",
        ended_by="local",
    )
