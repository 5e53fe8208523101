"""Lets go in Redis what the ledger has, and says how far behind it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import redis

from spotter.catalog.ledger.intake.entries import Entry
from spotter.movement.assessment.baseline_choice import passes
from spotter.runtime.redis.consumer_groups import first_undone
from spotter.runtime.redis.membership import server_time_s
from spotter.runtime.redis.stream_ids import StreamId, age_s, stream_id
from spotter.wire.names import (
    LEDGER_GROUP,
    VERDICTS,
    baseline_key,
    rep_key,
    verdict_key,
    visit_key,
)

_STREAM_LENGTH = 2000
"""Verdicts that remain: whoever opens the page sees that many."""
_TRIMMED_AT_ONCE = 5000

_COUNT_TO = "return #redis.call('XRANGE', KEYS[1], '-', ARGV[1], 'COUNT', ARGV[2])"


@dataclass(frozen=True, slots=True)
class Kept:
    """For how long Redis keeps what the ledger has, milliseconds."""

    shown_ms: int = 600_000
    """A rep: whoever has just seen the verdict opens it; later, the catalog has it."""
    first_reps_ms: int = 3_600_000
    """As the scorer keeps a visit's verdicts: its first reps may still become a baseline."""
    visit_ms: int = 4 * 3_600_000
    """Whoever does an exercise again in the same visit is judged by the same baseline."""
    marker_ms: int = 24 * 3_600_000
    """The segmenter may cut a rep again from the pose log of a station that was off over night."""
    stream_ms: int = 600_000
    """A verdict in the stream, which is trimmed every ``trim_ms``."""
    trim_ms: int = 30_000


KEPT = Kept()


@dataclass(frozen=True, slots=True)
class Behind:
    """How many entries are still to be done, and how old the oldest is, seconds."""

    entries: int = 0
    age_s: float = 0.0


class Transit:
    """What Redis keeps of judged reps; ``clock`` is monotonic. Raises :class:`redis.RedisError`."""

    def __init__(self, client: redis.Redis, clock: Callable[[], float], kept: Kept) -> None:
        self._client = client
        self._kept = kept
        self._clock = clock
        self._next_trim_s = clock()
        self._count_to = client.register_script(_COUNT_TO)

    def let_go(self, entries: Sequence[Entry]) -> None:
        """Acknowledge what the ledger has; its keys go in their time."""
        kept, pipeline = self._kept, self._client.pipeline(transaction=True)
        pipeline.xack(VERDICTS, LEDGER_GROUP, *(one.entry_id for one in entries))
        for one in (entry.judged for entry in entries):
            rep_ms = kept.first_reps_ms if passes(one.verdict) else kept.shown_ms
            pipeline.pexpire(rep_key(one.rep_id), rep_ms)
            pipeline.pexpire(verdict_key(one.rep_id), kept.marker_ms)
        for visit_id, digest in {
            (entry.judged.visit_id, entry.judged.reference_digest) for entry in entries
        }:
            pipeline.pexpire(visit_key(visit_id), kept.visit_ms)
            pipeline.pexpire(baseline_key(visit_id, digest), kept.visit_ms)
        pipeline.execute()

    def trim(self) -> None:
        """Now and then, drop entries that are done, old, and not among the newest."""
        if self._clock() < self._next_trim_s:
            return
        self._next_trim_s = self._clock() + self._kept.trim_ms / 1000
        excess = min(self._client.xlen(VERDICTS) - _STREAM_LENGTH, _TRIMMED_AT_ONCE)
        if excess <= 0:
            return
        oldest = cast("list[Any]", self._client.xrange(VERDICTS, count=excess + 1))
        old_ms = int(server_time_s(self._client) * 1000) - self._kept.stream_ms
        keep_from = min(self._last_done(), (old_ms, 0), stream_id(oldest[-1][0]))
        self._client.xtrim(VERDICTS, minid="{}-{}".format(*keep_from), approximate=False)

    def lost(self) -> tuple[int, int] | None:
        """Between which times, ms, verdicts went that the ledger never had; None if none did.

        The stream has a bound, beyond which the oldest go. The last one that is done stays, so
        where it is missing, others went with it. Ask before more are taken.
        """
        try:
            first = cast("Any", self._client.xinfo_stream(VERDICTS))["first-entry"]
            done = self._last_done()
        except redis.ResponseError:  # nobody has read from it, or added to it
            return None
        is_gap = first and (0, 0) < done < stream_id(first[0])
        return (done[0], stream_id(first[0])[0]) if is_gap else None

    def behind(self) -> Behind:
        """How far behind the ledger is."""
        stream = cast("Any", self._client.xinfo_stream(VERDICTS))
        undone = self._first_undone()
        if undone > stream_id(stream["last-generated-id"]):
            return Behind()
        done_to = f"({undone[0]}-{undone[1]}"
        done = int(cast("int", self._count_to([VERDICTS], [done_to, 2 * _TRIMMED_AT_ONCE])))
        first = cast("list[Any]", self._client.xrange(VERDICTS, "{}-{}".format(*undone), count=1))
        age = age_s(first[0][0], server_time_s(self._client)) if first else 0.0
        return Behind(stream["length"] - done, age)

    def _last_done(self) -> StreamId:
        """The id of the last entry that is done, or one before it."""
        ms, number = self._first_undone()
        return ms, max(0, number - 1)

    def _first_undone(self) -> StreamId:
        groups = cast("list[Any]", self._client.xinfo_groups(VERDICTS))
        pending = cast("Any", self._client.xpending(VERDICTS, LEDGER_GROUP))
        return first_undone(groups, LEDGER_GROUP, pending)
