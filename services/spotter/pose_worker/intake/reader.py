"""Reads and decodes frames, in a thread of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from threading import Event

import redis

from spotter.pictures.errors import PictureError
from spotter.pose_worker.inference.batcher import Batcher
from spotter.pose_worker.intake.backlog import Entry
from spotter.pose_worker.intake.decoding import ReadyFrame, decoded
from spotter.pose_worker.intake.frame_selection import FrameSelection
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.pose_worker.ownership.station_ownership import OwnedStation
from spotter.runtime.redis.outage import RedisOutage
from spotter.wire.errors import WireError

_PAUSE_S = 0.05
_AFTER_ERROR_S = 0.5

_Chosen = tuple[OwnedStation, Entry]


class Reader:
    """Puts frames of different stations into ``batcher`` until ``stopping``.

    ``decoders`` are threads that decode several frames at a time; decoding a JPEG releases Python's
    global lock. While the batcher has no room, nothing is read: frames age in their streams and are
    skipped when they are too old.
    """

    def __init__(
        self,
        frame_selection: FrameSelection,
        cluster_view: Callable[[], ClusterView],
        batcher: Batcher,
        decoders: Executor,
        stopping: Event,
    ) -> None:
        self._frame_selection = frame_selection
        self._cluster_view = cluster_view
        self._batcher = batcher
        self._decoders = decoders
        self._stopping = stopping
        self._outage = RedisOutage("frames")

    def step(self) -> None:
        """Read new frames and hand over at most one batch."""
        try:
            for entry, error in self._hand_over(self._frame_selection.batch(self._cluster_view())):
                self._frame_selection.give_up_damaged(entry, str(error))
        except redis.RedisError as error:
            self._outage.begin(error)
            self._stopping.wait(_AFTER_ERROR_S)
            return
        self._outage.end()
        if self._frame_selection.is_idle:
            self._stopping.wait(_PAUSE_S)

    def _hand_over(self, chosen: Sequence[_Chosen]) -> list[tuple[Entry, Exception]]:
        """Decode frames and hand them over; returns the damaged entries, each with its error."""
        damaged: list[tuple[Entry, Exception]] = []
        # A single frame is decoded fastest right here.
        each = self._decoders.map if len(chosen) > 1 else map
        for (_, entry), frame in zip(chosen, each(_frame_or_error, chosen), strict=True):
            if isinstance(frame, Exception):
                damaged.append((entry, frame))
            elif not self._batcher.put(frame):
                break
        return damaged


def _frame_or_error(chosen: _Chosen) -> ReadyFrame | WireError | PictureError:
    try:
        return decoded(*chosen)
    except (WireError, PictureError) as error:
        return error
