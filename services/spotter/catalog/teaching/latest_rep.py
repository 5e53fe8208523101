"""A rep as Redis has it, minutes before and after the ledger does."""

import redis

from spotter.movement.values import Rep
from spotter.wire.names import rep_key
from spotter.wire.reps import rep_from_bytes


def latest_rep(client: redis.Redis, rep_id: str) -> Rep | None:
    """The rep with its poses; None if Redis has it no more.

    Raises :class:`redis.RedisError`, and WireError or MovementError for a damaged one.
    """
    data = client.get(rep_key(rep_id))
    return rep_from_bytes(data) if isinstance(data, bytes) else None
