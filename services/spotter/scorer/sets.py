"""Reads the reps of a set and their verdicts from Redis."""

from collections.abc import Sequence
from typing import cast

import redis
from rq.job import Job, JobStatus

from spotter.movement.values.rep import Rep
from spotter.scorer.earlier import EarlierReps
from spotter.wire.names import set_key, set_verdicts_key
from spotter.wire.verdicts import verdict_from_bytes

_GIVEN_UP = frozenset(
    status.encode() for status in (JobStatus.FAILED, JobStatus.STOPPED, JobStatus.CANCELED)
)


class Sets:
    """Looks up the sets that reps belong to."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def before(self, rep: Rep) -> EarlierReps:
        """The reps of the set before ``rep``: one round trip, two when one has no verdict.

        Raises :class:`spotter.wire.errors.WireError` when a verdict is damaged.
        """
        pipeline = self._client.pipeline(transaction=True)
        pipeline.zrange(set_key(rep.set_id), "-inf", f"({rep.rep_number}", byscore=True)
        pipeline.hgetall(set_verdicts_key(rep.set_id))
        rep_ids, stored = cast("tuple[list[bytes], dict[bytes, bytes]]", pipeline.execute())
        return EarlierReps(
            tuple(verdict_from_bytes(stored[one]).verdict for one in rep_ids if one in stored),
            self._awaited([one.decode() for one in rep_ids if one not in stored]),
        )

    def _awaited(self, rep_ids: Sequence[str]) -> tuple[str, ...]:
        """The reps whose jobs have not failed for good.

        A finished job counts, too: its verdict has arrived since the set was read.
        """
        if not rep_ids:
            return ()
        pipeline = self._client.pipeline(transaction=False)
        for rep_id in rep_ids:
            pipeline.hget(Job.key_for(rep_id), "status")
        statuses = zip(rep_ids, pipeline.execute(), strict=True)
        return tuple(rep_id for rep_id, status in statuses if status and status not in _GIVEN_UP)
