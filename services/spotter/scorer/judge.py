"""Says of a stored rep what there is to say."""

import time
from collections.abc import Callable

import numpy as np
import redis
import structlog

from spotter.movement.scoring import Scorer
from spotter.movement.values.errors import MovementError
from spotter.movement.values.poses import PoseSeries
from spotter.movement.values.rep import Rep
from spotter.movement.values.verdict import Outcome, Verdict
from spotter.scorer.errors import ScorerError
from spotter.scorer.metrics import ScorerMetrics
from spotter.scorer.references import PreparedReferences
from spotter.scorer.verdicts import Verdicts
from spotter.wire.errors import WireError
from spotter.wire.names import rep_key
from spotter.wire.reps import rep_from_bytes
from spotter.wire.verdicts import RepVerdict, rep_verdict


class Judge:
    """Loads reps, scores them and adds their verdicts. ``now_us`` is microseconds since 1970."""

    def __init__(
        self,
        client: redis.Redis,
        references: PreparedReferences,
        verdicts: Verdicts,
        metrics: ScorerMetrics,
        *,
        now_us: Callable[[], int] = lambda: time.time_ns() // 1000,
    ) -> None:
        self._client = client
        self._references = references
        self._verdicts = verdicts
        self._metrics = metrics
        self._now_us = now_us
        self._log = structlog.get_logger()

    def judge(self, rep_id: str) -> None:
        """Give the rep its verdict, unless it has one.

        Raises :class:`ScorerError` when the rep or its reference is missing or damaged, and
        :class:`redis.RedisError` when Redis is away.
        """
        if self._verdicts.has(rep_id):
            self._metrics.repeated.inc()
            return
        rep = self._load(rep_id)
        scorer = self._references.scorer(rep.reference_digest)
        with self._metrics.scoring_s.time():
            said = rep_verdict(rep, verdict_of(scorer, rep.poses))
        if self._verdicts.add(said):
            self._note(said)
        else:
            self._metrics.repeated.inc()

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

    def _note(self, said: RepVerdict) -> None:
        delay_s = max(0, self._now_us() - said.ended_us) / 1e6
        self._metrics.verdicts.labels(said.verdict.outcome.value).inc()
        self._metrics.delay_s.observe(delay_s)
        self._log.info(
            "verdict",
            station=said.station_id,
            rep=said.rep_id,
            trace_id=said.trace_id,
            outcome=said.verdict.outcome.value,
            delay_s=round(delay_s, 3),
        )


def verdict_of(scorer: Scorer, poses: PoseSeries) -> Verdict:
    """The scorer's verdict; a rep that it cannot judge is unscorable, with the reason."""
    try:
        return scorer.score(poses)
    except MovementError as error:
        return Verdict(Outcome.UNSCORABLE, np.nan, np.nan, reason=str(error))
