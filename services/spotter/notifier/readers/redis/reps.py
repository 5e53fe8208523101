"""Reads one rep, its verdict and its reference."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import redis.asyncio
import structlog

from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.movement.values.errors import MovementError
from spotter.notifier.errors import NotifierError
from spotter.notifier.readers.redis.replies import one_entry, value
from spotter.notifier.views.models import RepView
from spotter.notifier.views.rep_view import rep_view
from spotter.notifier.views.verdict_view import verdict_view
from spotter.runtime.redis.stream_ids import entry_ms
from spotter.wire import names
from spotter.wire.errors import WireError
from spotter.wire.references import exercise_from_bytes
from spotter.wire.reps import rep_from_bytes
from spotter.wire.verdicts import verdict_from_bytes

Value = TypeVar("Value")


class RepReader:
    """Reads reps for display."""

    def __init__(self, client: redis.asyncio.Redis, exercises: KnownExercises) -> None:
        self._client = client
        self._exercises = exercises

    async def open(self, rep_id: str) -> RepView | None:
        """The rep compared with its reference; None if no verdict of that rep is known.

        Raises :class:`NotifierError` if the stored data cannot be decoded.
        """
        entry_id = await value(self._client, names.verdict_key(rep_id))
        fields = await one_entry(self._client, names.VERDICTS, entry_id) if entry_id else None
        if entry_id is None or fields is None:
            return None
        rep_verdict = _read(verdict_from_bytes, fields.get(names.VERDICT_FIELD, b""))
        rep = await value(self._client, names.rep_key(rep_id))
        reference = await asyncio.to_thread(self._reference, rep_verdict.reference_digest)
        return rep_view(
            verdict_view(rep_verdict, entry_ms(entry_id)),
            rep_verdict,
            _read(rep_from_bytes, rep) if rep else None,
            _read(exercise_from_bytes, reference) if reference else None,
        )

    def _reference(self, digest: str) -> bytes | None:
        try:
            return self._exercises.data(digest)
        except (CatalogAwayError, RefusedError) as error:
            structlog.get_logger().info("shown without its reference", reason=str(error))
            return None


def _read(read: Callable[[bytes], Value], data: bytes) -> Value:
    try:
        return read(data)
    except (WireError, MovementError) as error:
        raise NotifierError(f"this rep cannot be shown: {error}") from error
