"""Performs the demo's past sessions, and judges their reps as a scorer would have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from spotter.demo.past import PastSession, PastSet
from spotter.movement.scoring import Visit, make_scorer
from spotter.movement.scoring.version import method_version
from spotter.movement.values import Rep
from spotter.simulation.filming.noise import noisy
from spotter.simulation.motion.performance import perform
from spotter.wire.baselines import baseline_bytes
from spotter.wire.names import baseline_key, rep_key
from spotter.wire.references import exercise_from_bytes, reference_digest
from spotter.wire.reps import rep_bytes, rep_from_bytes
from spotter.wire.verdicts import rep_verdict, verdict_bytes

_METHOD = "spotter"
_TRACK_ID = 1


@dataclass(frozen=True, slots=True)
class NotedSession:
    """A past session that the catalog has noted, and whose it is."""

    session_id: str
    member_id: str
    past: PastSession


@dataclass(frozen=True, slots=True)
class JudgedReps:
    """What scorers leave: ``stored`` reps and baselines by their keys in Redis, and verdicts."""

    stored: dict[str, bytes]
    verdicts: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class JudgingJob:
    """Performs sessions and judges their reps by ``exercise``, the bytes of its live version."""

    exercise: bytes
    sessions: tuple[NotedSession, ...]

    def run(self) -> JudgedReps:
        """The reps of all sessions with their verdicts."""
        digest = reference_digest(self.exercise)
        scorer = make_scorer(_METHOD, exercise_from_bytes(self.exercise))
        stored: dict[str, bytes] = {}
        verdicts = []
        for session in self.sessions:
            visit = Visit(scorer)
            for rep, data in _reps(session, digest):
                verdict = visit.score(rep.rep_id, rep.poses, rep.set_number)
                judged = rep_verdict(rep, verdict, method_version=method_version(_METHOD))
                stored[rep_key(rep.rep_id)] = data
                verdicts.append(verdict_bytes(judged))
            if baseline := visit.baseline:
                stored[baseline_key(session.session_id, digest)] = baseline_bytes(baseline)
        return JudgedReps(stored, tuple(verdicts))


def _reps(session: NotedSession, digest: str) -> Iterator[tuple[Rep, bytes]]:
    """The session's reps as they are read when they have been stored, and as they are stored."""
    for number, one in enumerate(session.past.sets, start=1):
        for rep in _performed(one, number, session, digest):
            data = rep_bytes(rep)
            yield rep_from_bytes(data), data


def _performed(one: PastSet, set_number: int, session: NotedSession, digest: str) -> Iterator[Rep]:
    moving, seeing = np.random.default_rng(one.seed).spawn(2)
    performance = perform(one.plan, moving)
    seen = noisy(performance.poses(one.camera), seeing)
    poses = replace(seen, captured_us=seen.captured_us + one.started_us)
    times_us = poses.captured_us
    for rep in performance.reps:
        yield Rep(
            station_id=session.past.station_id,
            track_id=_TRACK_ID,
            exercise=one.plan.exercise,
            reference_digest=digest,
            set_number=set_number,
            rep_number=rep.number,
            set_started_us=int(times_us[performance.reps[0].first_frame]),
            trace_id="",
            poses=poses.between(int(times_us[rep.first_frame]), int(times_us[rep.last_frame])),
            session_id=session.session_id,
            member_id=session.member_id,
        )
