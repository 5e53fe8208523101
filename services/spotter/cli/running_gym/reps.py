"""Reps of a running gym: Redis has those of the last minutes, the ledger those before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from spotter.catalog_client.errors import UnknownError
from spotter.catalog_client.records.ledger import LedgerClient
from spotter.cli.errors import InputError
from spotter.cli.running_gym.catalog import channel_to
from spotter.exercise_store.teaching.feedback import FindRep
from spotter.local_stack.catalog import running_catalog
from spotter.local_stack.data_folder import DataFolder
from spotter.movement.values import MovementError, Rep
from spotter.wire.errors import WireError
from spotter.wire.names import rep_key
from spotter.wire.reps import rep_from_bytes


@contextmanager
def gym_reps(data: DataFolder, gym: redis.Redis | None) -> Iterator[FindRep | None]:
    """What finds reps in ``gym`` and in the ledger of the catalog that runs; None without both.

    It raises :class:`InputError` for a rep that neither keeps with its poses, redis.RedisError,
    CatalogAwayError and RefusedError.
    """
    running = running_catalog(data, os.environ)
    if running is None:
        yield _Reps(gym, None).find if gym else None
        return
    with channel_to(running) as channel:
        yield _Reps(gym, LedgerClient(channel)).find


class _Reps:
    def __init__(self, gym: redis.Redis | None, ledger: LedgerClient | None) -> None:
        self._gym = gym
        self._ledger = ledger

    def find(self, rep_id: str) -> Rep:
        """The rep with its poses."""
        stored = self._gym.get(rep_key(rep_id)) if self._gym else None
        try:
            return rep_from_bytes(stored) if isinstance(stored, bytes) else self._of_ledger(rep_id)
        except (WireError, MovementError) as error:
            raise InputError(f"the rep {rep_id} is damaged: {error}") from error

    def _of_ledger(self, rep_id: str) -> Rep:
        try:
            rep = self._ledger.rep(rep_id)[1] if self._ledger else None
        except UnknownError:
            rep = None
        if rep is None:
            raise InputError(f"the gym keeps no rep {rep_id!r} with its poses (any more)")
        return rep
