"""Reads a person's reps, their verdicts and baseline from Redis."""

from collections.abc import Sequence
from typing import cast

import redis
from rq.job import Job, JobStatus

from spotter.movement.assessment.baseline_choice import baseline_of
from spotter.movement.values import BASELINE_REPS, Baseline
from spotter.movement.values.judged.rep import Rep
from spotter.scorer.judging.earlier import EarlierReps
from spotter.wire.baselines import baseline_bytes, baseline_from_bytes
from spotter.wire.names import baseline_key, rep_key, visit_key, visit_verdicts_key
from spotter.wire.reps import rep_from_bytes
from spotter.wire.verdicts import verdict_from_bytes

_GIVEN_UP = frozenset(
    status.encode() for status in (JobStatus.FAILED, JobStatus.STOPPED, JobStatus.CANCELED)
)
_MOST_EARLIER = 200
"""More reps than one person does in a visit."""


class Visits:
    """Looks up the visits that reps belong to; a visit's baseline is kept for ``expiry_s``."""

    def __init__(self, client: redis.Redis, *, expiry_s: int) -> None:
        self._client = client
        self._expiry_s = expiry_s

    def before(self, rep: Rep) -> EarlierReps:
        """The person's reps before ``rep``: two round trips, three when one has no verdict.

        Raises :class:`spotter.wire.errors.WireError` or MovementError when a verdict or the
        baseline is damaged.
        """
        pipeline = self._client.pipeline(transaction=True)
        started_us = int(rep.poses.captured_us[0])
        pipeline.zrange(
            visit_key(rep.visit_id),
            f"({started_us}",
            "-inf",
            byscore=True,
            desc=True,
            offset=0,
            num=_MOST_EARLIER,
            withscores=True,
        )
        pipeline.get(baseline_key(rep.visit_id, rep.reference_digest))
        latest_first, stored = cast(
            "tuple[list[tuple[bytes, float]], bytes | None]", pipeline.execute()
        )
        baseline = _usable(stored, rep)
        # With a baseline only the rep's own set matters.
        since_us = 0 if baseline is None else rep.set_started_us
        rep_ids = [one.decode() for one, began_us in reversed(latest_first) if began_us >= since_us]
        verdicts = self._verdicts(rep, rep_ids)
        return EarlierReps(
            tuple(verdict_from_bytes(verdicts[one]) for one in rep_ids if one in verdicts),
            self._awaited([one for one in rep_ids if one not in verdicts]),
            baseline,
        )

    def baseline(self, rep: Rep, earlier: EarlierReps) -> Baseline | None:
        """The baseline to judge ``rep`` by: the stored one, or a new one of the ``earlier`` reps.

        It is written once: if two scorers make it at the same time, both use the first.

        Raises :class:`spotter.wire.errors.WireError` or MovementError when an earlier rep is
        damaged.
        """
        rep_ids = earlier.passed(rep)
        if earlier.baseline or len(rep_ids) < BASELINE_REPS:
            return earlier.baseline
        found = cast("list[bytes | None]", self._client.mget([rep_key(one) for one in rep_ids]))
        reps = [rep_from_bytes(data) for data in found if data is not None]
        made = baseline_of([(one.rep_id, one.poses) for one in reps])
        if made is None:
            return None
        key = baseline_key(rep.visit_id, rep.reference_digest)
        self._client.set(key, baseline_bytes(made), nx=True, ex=self._expiry_s)
        return _usable(cast("bytes | None", self._client.get(key)), rep)

    def _verdicts(self, rep: Rep, rep_ids: Sequence[str]) -> dict[str, bytes]:
        if not rep_ids:
            return {}
        key = visit_verdicts_key(rep.visit_id)
        found = cast("list[bytes | None]", self._client.hmget(key, list(rep_ids)))
        pairs = zip(rep_ids, found, strict=True)
        return {rep_id: data for rep_id, data in pairs if data is not None}

    def _awaited(self, rep_ids: Sequence[str]) -> tuple[str, ...]:
        """The reps whose jobs have not failed for good.

        A finished job counts, too: its verdict has arrived since the visit was read.
        """
        if not rep_ids:
            return ()
        pipeline = self._client.pipeline(transaction=False)
        for rep_id in rep_ids:
            pipeline.hget(Job.key_for(rep_id), "status")
        statuses = zip(rep_ids, pipeline.execute(), strict=True)
        return tuple(rep_id for rep_id, status in statuses if status and status not in _GIVEN_UP)


def _usable(stored: bytes | None, rep: Rep) -> Baseline | None:
    """The stored baseline, unless ``rep`` is one of its reps or was done before them."""
    if stored is None:
        return None
    baseline, _ = baseline_from_bytes(stored)
    started_us = int(rep.poses.captured_us[0])
    is_earlier = all(int(one.captured_us[0]) < started_us for one in baseline.reps)
    return baseline if is_earlier else None
