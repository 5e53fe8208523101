"""A catalog and a notifier as processes, and a gym in Redis whose reps the catalog keeps."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from tempfile import TemporaryDirectory

import numpy as np
import redis

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import ConflictError
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.people.sessions import Sessions
from spotter.movement.values import Exercise, Measures, MotionRange, Rep, Tempo
from spotter.movement.values.body.skeleton import Joint
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.catalog.people.members import Consent
from spotter.wire.catalog.people.sessions import Session
from spotter.wire.references import exercise_bytes, reference_digest
from support.gyms.scored_gym import make_rep
from support.movements.stick_squats import squat_reference
from support.processes.service_process import ServiceProcess, warm_service
from support.records.ledger_in_test import FAULTY, GOOD, in_session, say
from support.records.made_database import put_tables
from support.records.written_verdicts import wait_for_ledger

WEEK_US = 7 * 24 * 3600 * 1_000_000
REPS_A_WEEK = 8


@dataclass(frozen=True, slots=True)
class RememberingGym:
    """The page is at ``address``; ``members`` and ``sessions`` ask the catalog itself."""

    address: str
    catalog_address: str
    client: redis.Redis
    catalog: ServiceProcess
    members: Members
    sessions: Sessions
    exercises: ExerciseLibrary

    def add_member(self, name: str, *, keeps: bool = True) -> str:
        """A member who agrees to everything, or to nothing; returns the id."""
        return self.members.add(name, Consent(keeps, keeps)).member_id

    def train(self, member_id: str, station_id: str = "rack-1", *, weeks: int = 8) -> list[Rep]:
        """Let a member train in each of the last weeks, better and better; returns the reps."""
        session, _ = self.sessions.begin(station_id, member_id)
        digest = self._teach_squat()
        now_us = time.time_ns() // 1000
        reps = [
            _rep(make_rep(digest, rep_number=number + 1), session, now_us - week * WEEK_US, number)
            for week in reversed(range(weeks))
            for number in range(REPS_A_WEEK)
        ]
        for place, rep in enumerate(reps):
            week = place // REPS_A_WEEK
            is_good = place % REPS_A_WEEK < 2 + week * 6 / weeks
            verdict = GOOD if is_good else FAULTY
            say(self.client, rep, replace(verdict, measures=_measures(week)))
        wait_for_ledger(self.client)
        return reps

    def _teach_squat(self) -> str:
        """Store the exercise unless it is there; returns its digest."""
        data = exercise_bytes(Exercise((squat_reference(),)))
        with suppress(ConflictError):
            self.exercises.store(data, "recorded")
        return reference_digest(data)


def _rep(rep: Rep, session: Session, ended_us: int, number: int) -> Rep:
    """The rep as one of the session, a week's ``number`` of those until ``ended_us``."""
    times_us = rep.poses.captured_us
    shift_us = np.int64(ended_us - times_us[-1] - (REPS_A_WEEK - number) * 3_000_000)
    poses = replace(rep.poses, captured_us=times_us + shift_us)
    moved = replace(
        rep,
        station_id=session.station_id,
        poses=poses,
        set_started_us=rep.set_started_us + int(shift_us),
    )
    return in_session(moved, session.session_id)


def _measures(week: int) -> Measures:
    return Measures(
        tempo=Tempo(1.0 + 0.05 * week, 0.2, 0.8 + 0.04 * week, 0.3),
        usual_tempo=Tempo(1.1, 0.1, 0.9, 0.2),
        motion_range=MotionRange(
            Joint.MID_HIP, both_sides=False, range_tl=0.7 + 0.03 * week, usual_tl=1.0
        ),
    )


@contextmanager
def remembering_gym(
    redis_url: str, database_url: str, **notifier_settings: object
) -> Iterator[RememberingGym]:
    """Run both until the end of the block."""
    put_tables(database_url)
    storage = {"redis_url": redis_url, "database_url": database_url}
    with (
        TemporaryDirectory() as cache_dir,
        warm_service("catalog", status_port=0, **storage) as catalog,
    ):
        at = f"127.0.0.1:{catalog.line('ready')['port']}"
        settings = {"redis_url": redis_url, "port": 0, "catalog_address": at}
        settings |= {"cache_dir": cache_dir, "open": True, **notifier_settings}
        with (
            warm_service("notifier", **settings) as notifier,
            CatalogChannel(at, GrpcSecurity()) as channel,
            redis.Redis.from_url(redis_url) as client,
        ):
            yield RememberingGym(
                str(notifier.line("page served")["address"]),
                at,
                client,
                catalog,
                Members(channel, "ida"),
                Sessions(channel, "ida"),
                ExerciseLibrary(channel, "ida"),
            )
