"""Reads frames and makes pictures of them, in a thread of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from threading import Event

import redis
import structlog

from pictures.errors import PictureError
from pose_worker.backlog import Entry
from pose_worker.decoding import ReadyFrame, decoded
from pose_worker.gathering import Gathering
from pose_worker.intake import Intake
from pose_worker.roster import Roster
from pose_worker.watchlist import Watch
from wire.errors import WireError

_log = structlog.get_logger()

_PAUSE_S = 0.05
_AFTER_ERROR_S = 0.5

_Chosen = tuple[Watch, Entry]


class Reader:
    """Brings frames of different stations to ``gathering``, until ``stopping``.

    ``decoders`` are threads that make pictures of several frames at a time; decoding a JPEG leaves
    Python's lock to others. While there is no room for a frame nothing is read: frames grow old in
    their streams, and those that are too old by then are skipped.
    """

    def __init__(
        self,
        intake: Intake,
        roster: Callable[[], Roster],
        gathering: Gathering,
        decoders: Executor,
        stopping: Event,
    ) -> None:
        self._intake = intake
        self._roster = roster
        self._gathering = gathering
        self._decoders = decoders
        self._stopping = stopping

    def turn(self) -> None:
        """Read what there is, and hand over at most a batch of it."""
        try:
            for entry, error in self._hand_over(self._intake.batch(self._roster())):
                self._intake.give_up_damaged(entry, str(error))
        except redis.RedisError as error:
            _log.warning("frames cannot be read", error=str(error))
            self._stopping.wait(_AFTER_ERROR_S)
            return
        if self._intake.is_idle:
            self._stopping.wait(_PAUSE_S)

    def _hand_over(self, chosen: Sequence[_Chosen]) -> list[tuple[Entry, Exception]]:
        """The entries of which no picture can be made, and why."""
        damaged: list[tuple[Entry, Exception]] = []
        # One alone is soonest decoded here.
        each = self._decoders.map if len(chosen) > 1 else map
        for (_, entry), frame in zip(chosen, each(_frame_or_error, chosen), strict=True):
            if isinstance(frame, Exception):
                damaged.append((entry, frame))
            elif not self._gathering.put(frame):
                break
        return damaged


def _frame_or_error(chosen: _Chosen) -> ReadyFrame | WireError | PictureError:
    try:
        return decoded(*chosen)
    except (WireError, PictureError) as error:
        return error
