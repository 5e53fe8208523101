"""Judges stored reps."""

import time
from collections.abc import Callable

import redis
import structlog

from spotter.movement.assessment.set_progress import may_show_fixed
from spotter.movement.scoring.visit import in_its_set
from spotter.movement.values import Baseline, MovementError, Rep, Verdict
from spotter.runtime.clock import wall_clock_us
from spotter.scorer.errors import ScorerError
from spotter.scorer.judging.comparing import compared
from spotter.scorer.judging.earlier import PAUSE_S, EarlierReps
from spotter.scorer.judging.references import PreparedReferences
from spotter.scorer.judging.verdicts import Verdicts
from spotter.scorer.judging.visits import Visits
from spotter.scorer.metrics import ScorerMetrics
from spotter.wire.errors import WireError
from spotter.wire.names import rep_key
from spotter.wire.reps import rep_from_bytes
from spotter.wire.verdicts import RepVerdict, rep_verdict


class Judge:
    """Loads reps, scores them and adds their verdicts.

    ``now_us`` returns microseconds since the Unix epoch; ``pause`` waits between tries.
    """

    def __init__(  # noqa: PLR0913 - its collaborators, each used in one place
        self,
        client: redis.Redis,
        references: PreparedReferences,
        verdicts: Verdicts,
        visits: Visits,
        metrics: ScorerMetrics,
        *,
        now_us: Callable[[], int] = wall_clock_us,
        pause: Callable[[], None] = lambda: time.sleep(PAUSE_S),
    ) -> None:
        self._client = client
        self._references = references
        self._visits = visits
        self._verdicts = verdicts
        self._metrics = metrics
        self._now_us = now_us
        self._pause = pause
        self._log = structlog.get_logger()

    def judge(self, rep_id: str, *, tries: int = 0) -> bool:
        """Add the rep's verdict, unless it has one.

        Returns False when the rep must wait for verdicts of the person's earlier reps; ``tries``
        counts how often it has waited. Raises :class:`ScorerError` when the rep or its reference is
        missing or damaged, :class:`redis.RedisError` when Redis is unavailable, and
        :class:`CatalogAwayError` when its reference is still to be fetched and the catalog is.
        """
        if self._verdicts.has(rep_id):
            self._metrics.repeated.inc()
            return True
        rep = self._load(rep_id)
        earlier = self._visits.before(rep)
        if earlier.baseline is None and earlier.should_wait(tries):
            return self._wait()
        baseline = self._visits.baseline(rep, earlier)
        verdict = self._score(rep, baseline)
        if may_show_fixed(verdict) and earlier.should_wait(tries):
            return self._wait()
        if earlier.awaited:
            self._note_given_up(rep, earlier)
        self._add(rep, in_its_set(verdict, earlier.of_set(rep)))
        return True

    def _wait(self) -> bool:
        self._metrics.waits.labels("again").inc()
        self._pause()
        return False

    def _load(self, rep_id: str) -> Rep:
        data = self._client.get(rep_key(rep_id))
        if not isinstance(data, bytes):
            raise ScorerError(f"expected the rep {rep_id}; it is not stored")
        try:
            rep = rep_from_bytes(data)
        except (WireError, MovementError) as error:
            raise ScorerError(f"the rep {rep_id} is damaged: {error}") from error
        if not len(rep.poses):
            raise ScorerError(f"the rep {rep_id} is damaged: expected poses; found none")
        return rep

    def _score(self, rep: Rep, baseline: Baseline | None) -> Verdict:
        return compared(
            rep,
            baseline,
            lambda: self._references.scorer(rep.reference_digest),
            self._metrics.scoring_s.time(),
        )

    def _add(self, rep: Rep, verdict: Verdict) -> None:
        judged = rep_verdict(rep, verdict, method_version=self._references.method_version)
        if self._verdicts.add(judged, rep.visit_id):
            self._record(judged)
        else:
            self._metrics.repeated.inc()

    def _note_given_up(self, rep: Rep, earlier: EarlierReps) -> None:
        self._metrics.waits.labels("given_up").inc()
        self._log.warning(
            "judged without waiting longer for earlier reps",
            station_id=rep.station_id,
            rep_id=rep.rep_id,
            trace_id=rep.trace_id,
            awaited=earlier.awaited,
        )

    def _record(self, judged: RepVerdict) -> None:
        delay_s = max(0, self._now_us() - judged.ended_us) / 1e6
        self._metrics.verdicts.labels(judged.verdict.outcome.value).inc()
        self._metrics.delay_s.observe(delay_s)
        self._log.info(
            "verdict",
            station_id=judged.station_id,
            rep_id=judged.rep_id,
            trace_id=judged.trace_id,
            outcome=judged.verdict.outcome.value,
            delay_s=round(delay_s, 3),
        )
