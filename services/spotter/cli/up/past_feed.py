"""Gives the ledger reps of the past, before anybody reads live verdicts."""

import time
from collections.abc import Callable, Sequence

import redis

from spotter.catalog_client.records.ledger import LedgerClient
from spotter.cli.terminal.progress import counted
from spotter.demo.past_reps import JudgedReps, JudgingJob
from spotter.demo.process_pool import run_jobs
from spotter.runtime.redis.stream_ids import stream_id
from spotter.wire.names import VERDICT_FIELD, VERDICTS

_POLL_S = 0.1
_MOST_LOOKS = 300
_EXPIRY_S = 24 * 3600
"""The ledger shortens it to minutes."""


class PastFeed:
    """Leaves reps and verdicts in Redis as others do; ``pause`` waits for the ledger a little."""

    def __init__(
        self,
        client: redis.Redis,
        ledger: LedgerClient,
        pause: Callable[[], None] = lambda: time.sleep(_POLL_S),
    ) -> None:
        self._client = client
        self._ledger = ledger
        self._pause = pause
        self._entry_ids: list[bytes] = []

    def add(self, judged: JudgedReps) -> None:
        """Add reps of one person after another. Raises :class:`redis.RedisError`."""
        pipeline = self._client.pipeline(transaction=True)
        for key, data in judged.stored.items():
            pipeline.set(key, data, ex=_EXPIRY_S)
        for verdict in judged.verdicts:
            pipeline.xadd(VERDICTS, {VERDICT_FIELD: verdict})
        self._entry_ids += pipeline.execute()[len(judged.stored) :]

    def finish(self) -> None:
        """Wait until the ledger has it all, and take the verdicts back: they are no news.

        Where that takes more than half a minute, they stay. Raises :class:`redis.RedisError`,
        :class:`CatalogAwayError` and :class:`RefusedError`.
        """
        for _ in range(_MOST_LOOKS if self._entry_ids else 0):
            if self._is_kept():
                self._client.xdel(VERDICTS, *self._entry_ids)
                return
            self._pause()

    def _is_kept(self) -> bool:
        last = self._ledger.state().last_entry_id.encode()
        return bool(last) and stream_id(last) >= stream_id(self._entry_ids[-1])


def train_with_progress(
    jobs: Sequence[JudgingJob], feed: PastFeed, cores: int, stopping: Callable[[], bool]
) -> bool:
    """Run at least one of ``jobs``, with progress, into ``feed``; False if it was stopped.

    Raises DemoError when a process dies, and what ``feed`` raises.
    """
    with counted("The demo's members train for four weeks (only once)", len(jobs)) as advance:

        def keep(judged: JudgedReps) -> None:
            feed.add(judged)
            advance()

        processes = min(cores, len(jobs))
        is_done = run_jobs(jobs, processes, on_done=keep, stopping=stopping)
        feed.finish()
    return is_done
