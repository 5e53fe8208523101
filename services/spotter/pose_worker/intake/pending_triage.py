"""Decides what to do with entries that were delivered to a worker and never acknowledged."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from spotter.pose_worker.intake.limits import Limits
from spotter.runtime.redis.stream_ids import age_s


@dataclass(frozen=True, slots=True)
class Pending:
    """An entry delivered to a consumer and not acknowledged."""

    entry_id: bytes
    consumer: str


@dataclass(frozen=True, slots=True)
class Triage:
    """Entries to ``claim``, in order, and ``stale`` ones to skip.

    ``busy`` tells that a live worker is still processing fresh entries of the station.
    """

    claim: tuple[bytes, ...]
    stale: tuple[bytes, ...]
    busy: bool


def triage(
    pending: Iterable[Pending],
    *,
    live_workers: Collection[str],
    now_s: float,
    limits: Limits,
) -> Triage:
    """Sort out a station's pending entries, which come in the order of the stream.

    ``live_workers`` finish their own entries; those of all other workers are claimed while they are
    within the latency budget. ``now_s`` is the Redis server's clock.
    """
    claim, stale, busy = [], [], False
    for entry in pending:
        entry_age_s = age_s(entry.entry_id, now_s)
        if entry.consumer in live_workers and entry_age_s <= limits.lost_after_s:
            busy = busy or entry_age_s <= limits.budget_s
        elif entry_age_s <= limits.budget_s:
            claim.append(entry.entry_id)
        else:
            stale.append(entry.entry_id)
    return Triage(tuple(claim), tuple(stale), busy)
