"""Reps of a gym and their verdicts, put into Redis as segmenters and scorers do."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from uuid import UUID

import numpy as np
import redis

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import MemberRow, SessionRow
from spotter.movement.assessment.baseline_choice import baseline_of
from spotter.movement.values import BASELINE_REPS, PoseSeries, Rep, Verdict
from spotter.rep_segmenter.storage.rep_store import RepStore
from spotter.scorer.judging.verdicts import VISIT_EXPIRY_S, Verdicts
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.performance import Plan
from spotter.wire import names
from spotter.wire.baselines import baseline_bytes
from spotter.wire.reps import rep_bytes
from spotter.wire.snapshots import StationSnapshot
from spotter.wire.verdicts import rep_verdict
from support.movements.filmed import filmed
from support.records.ledger_in_test import FAULTY, GOOD

STATIONS = 40
OPENS_S, OPEN_S = 6 * 3600, 16 * 3600
DAY_S = 24 * 3600
_VISITS_A_DAY = STATIONS * OPEN_S // 3600
"""An hour each; every fifth is nobody's in particular."""
_BEGINS_US = 1_767_225_600_000_000
_MEMBERS = 300
_REP_POSES, _RATE_HZ = 45, 15.0
_NOISE_M, _PX_PER_M = 0.015, 200
_WEEK_S, _EIGHT_DAYS_S = 7 * DAY_S, 8 * DAY_S
_QUEUE = f"rq:queue:{names.REP_QUEUE}"


@dataclass(frozen=True, slots=True)
class GymDay:
    """``reps`` a day, evenly over the hours in which the gym is open."""

    reps: int

    def at_s(self, number: int) -> float:
        """When the rep with that number is over, seconds since the first midnight."""
        day, place = divmod(number, self.reps)
        return day * DAY_S + OPENS_S + OPEN_S * place / self.reps

    def due(self, now_s: float) -> int:
        """How many reps are over by then."""
        day, time_s = divmod(now_s, DAY_S)
        share = min(max(time_s - OPENS_S, 0) / OPEN_S, 1)
        return int(self.reps * (day + share))


class Injected:
    """Puts reps into Redis; what Spotter's services let expire goes ``times`` as soon."""

    def __init__(self, client: redis.Redis, day: GymDay, times: float = 1) -> None:
        self._client = client
        self._day = day
        self._baseline_s = max(1, round(_EIGHT_DAYS_S / times))
        self._store = RepStore(client, expiry_s=max(1, round(_WEEK_S / times)))
        self._verdicts = client.pipeline(transaction=False)
        self._publish = Verdicts(
            self._verdicts,
            length=100_000,
            expiry_s=self._baseline_s,
            visit_expiry_s=max(1, round(VISIT_EXPIRY_S / times)),
        )
        self._movements = _movements()
        self._first: dict[str, list[Rep]] = {}
        self._done: Counter[str] = Counter()

    @property
    def movement(self) -> PoseSeries:
        """One of the movements."""
        return self._movements[0]

    @property
    def rep_bytes(self) -> int:
        """The size of a stored rep."""
        return len(rep_bytes(self._rep(0)))

    def of_somebody(self, count: int) -> list[str]:
        """The ids of those of the first ``count`` reps that are a member's."""
        reps = (self._rep(number) for number in range(count))
        return [rep.rep_id for rep in reps if rep.session_id]

    def add_people(self, database: Database, days: int) -> None:
        """Members, and the session of each visit."""
        with database.writing() as session:
            session.add_all(map(_member, range(1, _MEMBERS + 1)))
            session.flush()
            session.add_all(map(_session, range(days * _VISITS_A_DAY)))

    def inject(self, numbers: Sequence[int]) -> None:
        """Store the reps with these numbers and judge them."""
        reps = sorted((self._rep(number) for number in numbers), key=attrgetter("station_id"))
        for station_id, some in groupby(reps, key=attrgetter("station_id")):
            self._store.save(station_id, StationSnapshot(0), list(some))
        self._take_jobs(reps)
        for rep in sorted(reps, key=lambda one: int(one.poses.captured_us[0])):
            self._judge(rep)
        self._verdicts.execute()

    def _take_jobs(self, reps: Sequence[Rep]) -> None:
        pipeline = self._client.pipeline(transaction=False)
        pipeline.lpop(_QUEUE, len(reps))
        pipeline.delete(*(names.job_key(rep.rep_id) for rep in reps))
        pipeline.execute()

    def _judge(self, rep: Rep) -> None:
        number = self._done[rep.visit_id]
        self._done[rep.visit_id] += 1
        verdict = FAULTY if rep.rep_number % 4 == 0 else GOOD
        self._publish.add(
            rep_verdict(rep, self._with_baseline(rep, verdict, number), method_version="m"),
            rep.visit_id,
        )

    def _with_baseline(self, rep: Rep, verdict: Verdict, number: int) -> Verdict:
        first = self._first.setdefault(rep.visit_id, [])
        if number < BASELINE_REPS:
            first.append(rep)
            return verdict
        baseline = baseline_of([(one.rep_id, one.poses) for one in first])
        assert baseline is not None
        key = names.baseline_key(rep.visit_id, rep.reference_digest)
        if number == BASELINE_REPS:
            self._client.set(key, baseline_bytes(baseline), ex=self._baseline_s)
        return replace(verdict, baseline_id=baseline.baseline_id)

    def _rep(self, number: int) -> Rep:
        visit, place = _visit(self._day, number)
        movement = self._movements[number % len(self._movements)]
        at_us = _BEGINS_US + round(1_000_000 * self._day.at_s(number))
        return Rep(
            station_id=f"rack-{visit % STATIONS}",
            track_id=visit,
            exercise="squat",
            reference_digest="d" * 64,
            set_number=1 + place // 10,
            rep_number=1 + place % 10,
            set_started_us=at_us,
            trace_id=f"{number + 1:032x}",
            poses=replace(movement, captured_us=movement.captured_us + at_us),
            session_id="" if visit % 5 == 0 else str(_session_id(visit)),
        )


def minutes(day: GymDay, minutes_each: float) -> Iterator[tuple[float, range]]:
    """The reps of one day in pieces of so many minutes, with the seconds at which each is over."""
    step_s, done = 60 * minutes_each, 0
    for number in range(1, round(DAY_S / step_s) + 1):
        due = day.due(number * step_s) if number * step_s < DAY_S else day.reps
        yield number * step_s, range(done, due)
        done = due


def _visit(day: GymDay, number: int) -> tuple[int, int]:
    """The visit of a rep, and how many of its reps come before: stations take turns."""
    whole, place = divmod(number, day.reps)
    hour = place * OPEN_S // (3600 * day.reps)
    first = -(-hour * 3600 * day.reps // OPEN_S)
    turn, station = divmod(place - first, STATIONS)
    return whole * _VISITS_A_DAY + hour * STATIONS + station, turn


def _movements() -> list[PoseSeries]:
    """Three seconds of squats at 15 frames a second, with metres, each beginning at 0."""
    plan = Plan("squat", reps=20, body=athlete(1).body, rate_hz=_RATE_HZ)
    poses, rng = filmed(plan)[1], np.random.default_rng(1)
    flat_m = (poses.keypoints[..., :2] - (320, 240)) / _PX_PER_M
    world_m = np.concatenate([flat_m, np.zeros_like(flat_m[..., :1])], axis=-1)
    world_m += rng.normal(0, _NOISE_M, world_m.shape)
    times_us = np.arange(_REP_POSES, dtype=np.int64) * round(1e6 / _RATE_HZ)
    parts = [slice(first, first + _REP_POSES) for first in range(0, 20 * _REP_POSES, _REP_POSES)]
    return [
        PoseSeries(times_us, poses.keypoints[one], world_m[one].astype(np.float32)) for one in parts
    ]


def _member(number: int) -> MemberRow:
    return MemberRow(
        no=number,
        id=UUID(int=number),
        name=f"Member {number}",
        folded=f"member {number}",
        keeps_reps=True,
        keeps_poses=True,
        consented_us=1,
        joined_us=1,
    )


def _session_id(visit: int) -> UUID:
    return UUID(int=visit + 1)


def _session(visit: int) -> SessionRow:
    begun_us = _BEGINS_US + visit // _VISITS_A_DAY * DAY_S * 1_000_000
    return SessionRow(
        id=_session_id(visit),
        member_no=1 + visit % _MEMBERS,
        station_id=f"rack-{visit % STATIONS}",
        begun_us=begun_us,
        ended_us=begun_us + DAY_S * 1_000_000,
        begun_by="local",
        ended_by="local",
    )
