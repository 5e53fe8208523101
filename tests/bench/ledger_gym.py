"""A year of a gym for the ledger: members, sessions, and judged reps in batches."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

import numpy as np

from spotter.catalog.database.opening import Database
from spotter.catalog.database.partitions import make_partitions, month_of
from spotter.catalog.database.tables import MemberRow, SessionRow
from spotter.catalog.ledger.entries import Entry
from spotter.catalog.ledger.supply import Supply
from spotter.movement.values import PoseSeries, Rep
from spotter.wire.catalog.verdict_details import verdict_details
from spotter.wire.reps import rep_bytes
from spotter.wire.verdicts import rep_verdict, verdict_bytes
from support.ledger_in_test import FAULTY, GOOD
from support.scored_gym import make_rep

DAYS = 365
POSES_DAYS = 90
MEMBERS = 300
DAY_US = 86_400_000_000
BEGINS_US = round(datetime(2025, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
ENDS_US = BEGINS_US + DAYS * DAY_US
_STATIONS = 40
_EXERCISES = 12
_VISITORS = MEMBERS // 3
"""Each member comes every third day."""
_BATCH = 200
_NOISE_PX = 1.5


@dataclass(frozen=True, slots=True)
class Batch:
    """Reps in the order of their time, and their poses if these are still kept."""

    entries: tuple[Entry, ...]
    supply: Supply


class YearOfGym:
    """``reps`` in a year; every fifth is nobody's. ``member_ids`` are all members."""

    def __init__(self, reps: int) -> None:
        rng = np.random.default_rng(1)
        self.member_ids = [uuid.UUID(int=number) for number in range(1, MEMBERS + 1)]
        self._reps = reps
        self._poses = [rep_bytes(_noisy(rng)) for _ in range(20)]
        rep = make_rep("d" * 64)
        judged = [rep_verdict(rep, one, method_version="m") for one in (GOOD, GOOD, GOOD, FAULTY)]
        self._verdicts = [(one, verdict_details(verdict_bytes(one))) for one in judged]

    def add_people(self, database: Database) -> None:
        """Members and their sessions, and on PostgreSQL the months."""
        months = {month_of(BEGINS_US + day * DAY_US) for day in range(DAYS)}
        make_partitions(database, tuple(sorted(months)))
        with database.writing() as session:
            session.add_all(map(_member, self.member_ids))
            session.flush()
            for day in range(DAYS):
                session.add_all(_session(day, place) for place in range(_VISITORS))

    def batches(self) -> Iterator[Batch]:
        """All reps, oldest first."""
        entries = self._entries()
        while found := tuple(islice(entries, _BATCH)):
            yield Batch(found, Supply(reps=dict(self._kept_poses(found))))

    def _entries(self) -> Iterator[Entry]:
        for day in range(DAYS):
            count = self._reps * (day + 1) // DAYS - self._reps * day // DAYS
            for number in range(count):
                yield self._entry(day, number, count)

    def _kept_poses(self, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
        since_us = ENDS_US - POSES_DAYS * DAY_US
        for place, one in enumerate(entries):
            if one.judged.started_us >= since_us:
                yield one.judged.rep_id, self._poses[place % len(self._poses)]

    def _entry(self, day: int, number: int, count: int) -> Entry:
        verdict, details = self._verdicts[number % len(self._verdicts)]
        at_us = BEGINS_US + day * DAY_US + (6 * 3600 + 57_600 * number // count) * 1_000_000
        place, track_id = number % _VISITORS, day * 1000 + number
        station_id = f"rack-{place % _STATIONS}"
        exercise = number // _VISITORS % _EXERCISES  # each visitor does many of them
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
    return uuid.UUID(int=1 + day * _VISITORS + place)


def _session(day: int, place: int) -> SessionRow:
    began_us = BEGINS_US + day * DAY_US
    return SessionRow(
        id=_session_id(day, place),
        member_no=1 + (place * 3 + day) % MEMBERS,
        station_id=f"rack-{place % _STATIONS}",
        begun_us=began_us,
        ended_us=began_us + DAY_US - 1,
        begun_by="local",
        ended_by="local",
    )
