"""Reads frames and makes pictures of them, in a thread of its own."""

from collections.abc import Callable
from queue import Full, Queue
from threading import Event

import redis
import structlog

from pictures.errors import PictureError
from pose_worker.decoding import ReadyFrame, decoded
from pose_worker.intake import Intake
from pose_worker.roster import Roster
from wire.errors import WireError

_log = structlog.get_logger()

_PAUSE_S = 0.05
_AFTER_ERROR_S = 0.5


class Reader:
    """Fills ``ready`` with batches of frames of different stations, until ``stopping``.

    While ``ready`` is full nothing is read: frames grow old in their streams, and those that are
    too old by then are skipped.
    """

    def __init__(
        self,
        intake: Intake,
        roster: Callable[[], Roster],
        ready: Queue[list[ReadyFrame]],
        stopping: Event,
    ) -> None:
        self._intake = intake
        self._roster = roster
        self._ready = ready
        self._stopping = stopping

    def turn(self) -> None:
        """Read what there is, and hand over one batch."""
        try:
            batch = self._decoded()
        except redis.RedisError as error:
            _log.warning("frames cannot be read", error=str(error))
            self._stopping.wait(_AFTER_ERROR_S)
            return
        if self._intake.is_idle:
            self._stopping.wait(_PAUSE_S)
        while batch and not self._stopping.is_set():
            try:
                self._ready.put(batch, timeout=_PAUSE_S)
            except Full:
                continue
            return

    def _decoded(self) -> list[ReadyFrame]:
        batch = []
        for watch, entry in self._intake.batch(self._roster()):
            try:
                batch.append(decoded(watch, entry))
            except (WireError, PictureError) as error:
                self._intake.give_up(entry, "undecodable", str(error))
        return batch
