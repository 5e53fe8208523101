"""A gym whose reps are stored as the segmenter does, and a scorer without its process."""

import threading
from collections.abc import Callable, Sequence
from typing import cast

import redis
from prometheus_client import CollectorRegistry
from rq import Queue
from rq.job import Job
from rq.registry import FailedJobRegistry
from rq.serializers import JSONSerializer

from spotter.movement.assessment.baseline_choice import baseline_of
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.judged.rep import Rep
from spotter.rep_segmenter.storage.rep_store import RepStore
from spotter.scorer import jobs
from spotter.scorer.judging.judge import Judge
from spotter.scorer.judging.references import PreparedReferences
from spotter.scorer.judging.verdicts import Verdicts
from spotter.scorer.judging.visits import Visits
from spotter.scorer.metrics import ScorerMetrics
from spotter.scorer.working.dead_letters import DeadLetters
from spotter.scorer.working.worker import ScoringWorker
from spotter.wire import names
from spotter.wire.baselines import Acceptance, baseline_bytes
from spotter.wire.snapshots import StationSnapshot
from spotter.wire.verdicts import RepVerdict, verdict_from_bytes
from support.movements.stick_squats import REP_FRAMES, REST_FRAMES, squat_reference, squats
from support.records.kept_exercises import NOBODY, kept_exercises, put_reference
from support.waiting import until

Entry = tuple[bytes, dict[bytes, bytes]]

TRACE_ID = "0af7651916cd43dd8448eb211c80319c"
GOOD_PX, SHALLOW_PX = 80, 35
_START_US = 1_700_000_000_000_000
_REP_US = 3_000_000


def squat_poses(depth_px: float, start_us: int = _START_US) -> PoseSeries:
    """One squat."""
    poses = squats(depth_px, start_us=start_us)
    rep = slice(REST_FRAMES, REST_FRAMES + REP_FRAMES)
    return PoseSeries(poses.captured_us[rep], poses.keypoints[rep])


def make_rep(
    digest: str,
    *,
    track_id: int = 1,
    set_number: int = 1,
    rep_number: int = 1,
    depth_px: float = GOOD_PX,
) -> Rep:
    """A rep of a set in which a rep starts every three seconds; a set lasts less than a minute."""
    set_us = _START_US + set_number * 60_000_000
    poses = squat_poses(depth_px, set_us + rep_number * _REP_US)
    return Rep("rack-1", track_id, "squat", digest, set_number, rep_number, set_us, TRACE_ID, poses)


class ScoredGym:
    """Redis with a reference, stored reps and their verdicts."""

    def __init__(self, client: redis.Redis) -> None:
        self.client = client
        self.digest = put_reference(squat_reference())
        self.queue = Queue(names.REP_QUEUE, connection=client, serializer=JSONSerializer)
        self._store = RepStore(client, expiry_s=3600)

    def store(self, *reps: Rep) -> None:
        """Store reps and their jobs."""
        self._store.save("rack-1", StationSnapshot(0), reps)

    def accept(self, reps: Sequence[Rep], acceptance: Acceptance) -> str:
        """Store a baseline of ``reps``, as if a trainer had accepted them; returns its id."""
        baseline = baseline_of([(rep.rep_id, rep.poses) for rep in reps])
        assert baseline is not None
        key = names.baseline_key(reps[0].visit_id, self.digest)
        self.client.set(key, baseline_bytes(baseline, acceptance))
        return baseline.baseline_id

    def verdicts(self) -> list[RepVerdict]:
        """The verdicts, in the order of the stream."""
        entries = cast("list[Entry]", self.client.xrange(names.VERDICTS))
        return [verdict_from_bytes(fields[names.VERDICT_FIELD]) for _, fields in entries]

    def dead(self) -> list[str]:
        """The reps whose jobs are dead letters."""
        return FailedJobRegistry(queue=self.queue).get_job_ids()

    def job(self, rep: Rep) -> Job:
        """The job of a rep."""
        return Job.fetch(rep.rep_id, connection=self.client, serializer=JSONSerializer)


class ScorerInTest:
    """A scorer without its process, and its metrics. It does not pause between retries."""

    def __init__(
        self,
        client: redis.Redis,
        *,
        method: str = "spotter",
        dead_letters: int = 100,
        catalog: str = NOBODY,
    ) -> None:
        self.registry = CollectorRegistry()
        metrics = ScorerMetrics(self.registry)
        verdicts = Verdicts(client, length=1000, expiry_s=3600)
        self.references = PreparedReferences(kept_exercises(catalog), method)
        visits = Visits(client, expiry_s=3600)
        self._judge = Judge(client, self.references, verdicts, visits, metrics, pause=lambda: None)
        self._client = client
        self._dead_letters = DeadLetters(metrics, limit=dead_letters)

    def work(self) -> None:
        """Run all jobs that are due now."""
        self.worker(threading.Event()).work(burst=True, logging_level="ERROR")

    def worker(self, stopping: threading.Event) -> ScoringWorker:
        """A worker of this scorer, which works until ``stopping``."""
        jobs.judge.set(self._judge)
        return ScoringWorker(
            self._client,
            on_failure=self._dead_letters.on_failure,
            feed_watchdog=lambda: None,
            housekeeping=self._dead_letters.keep_within_bounds,
            stopping=stopping,
        )

    def work_until(self, done: Callable[[], object], what: str) -> None:
        """Work until ``done`` is true; ``what`` says what it waits for."""

        def work_and_look() -> bool:
            self.work()
            return bool(done())

        until(work_and_look, what=what)

    def count(self, metric: str, **labels: str) -> float | None:
        """A metric's value."""
        return self.registry.get_sample_value(f"spotter_scorer_{metric}", labels)
