"""What Redis still has of the reps in a batch: their poses and baselines."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import cast

import redis

from spotter.catalog.ledger.intake.entries import Entry
from spotter.movement.values import MovementError
from spotter.wire.baselines import baseline_from_bytes
from spotter.wire.errors import WireError
from spotter.wire.names import baseline_key, rep_key
from spotter.wire.reps import rep_from_bytes

Check = Callable[[str, bytes], bool]
"""Whether stored bytes are what has that name."""


@dataclass(frozen=True, slots=True)
class Supply:
    """Stored reps and baselines by their ids."""

    reps: Mapping[str, bytes] = field(default_factory=dict)
    baselines: Mapping[str, bytes] = field(default_factory=dict)


def supply(client: redis.Redis, entries: Collection[Entry]) -> Supply:
    """The reps of ``entries`` and the baselines that they name.

    What is damaged counts as missing. Raises :class:`redis.RedisError`.
    """
    judged = [one.judged for one in entries]
    reps = {one.rep_id: rep_key(one.rep_id) for one in judged}
    baselines = {
        one.verdict.baseline_id: baseline_key(one.visit_id, one.reference_digest)
        for one in judged
        if one.verdict.baseline_id
    }
    keys = [*reps.values(), *baselines.values()]
    found = cast("list[bytes | None]", client.mget(keys)) if keys else []
    stored = {key: data for key, data in zip(keys, found, strict=True) if data is not None}
    return Supply(_those(reps, stored, _is_rep), _those(baselines, stored, _is_baseline))


def _those(keys: Mapping[str, str], stored: Mapping[str, bytes], is_one: Check) -> dict[str, bytes]:
    there = {name: stored[key] for name, key in keys.items() if key in stored}
    return {name: data for name, data in there.items() if is_one(name, data)}


def _is_rep(rep_id: str, data: bytes) -> bool:
    try:
        return rep_from_bytes(data).rep_id == rep_id
    except (WireError, MovementError, IndexError):
        return False


def _is_baseline(baseline_id: str, data: bytes) -> bool:
    try:
        return baseline_from_bytes(data)[0].baseline_id == baseline_id
    except (WireError, MovementError):
        return False
