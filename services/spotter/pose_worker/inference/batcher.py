"""Gathers decoded frames into batches for the estimator."""

from collections.abc import Callable
from math import inf
from threading import Condition

from spotter.pose_worker.intake.decoding import ReadyFrame

_MAX_IN_PROGRESS = 3
"""Batches in progress: while a GPU runs one, the people of the one before are decoded and the next
is prepared. More batches would age in the pipeline instead of filling up here."""


class Batcher:
    """Fills a batch with at most one frame of each station.

    An idle estimator gets what there is at once: a single frame is estimated faster than a batch,
    and frames that arrive meanwhile make up the next batch. While the estimator is busy, waiting
    costs little and a fuller batch is cheaper. So a batch starts when it has ``batch_frames``, when
    it has a frame of each of the ``stations()`` of this worker, when a frame waits outside for
    which it has no room, when its first frame has waited for ``wait_s``, or when the estimator
    becomes idle. That wait also counts while the estimator accepts no more batches. An estimator
    that works synchronously and gains nothing from batches is idle whenever it can accept the next
    one, so no frame waits for others there.

    ``clock`` is monotonic, in seconds. All methods may be called by any thread.
    """

    def __init__(
        self,
        batch_frames: int,
        wait_s: float,
        stations: Callable[[], int],
        clock: Callable[[], float],
    ) -> None:
        self._batch_frames = batch_frames
        self._wait_s = wait_s
        self._stations = stations
        self._clock = clock
        self._changed = Condition()
        self._frames: dict[str, ReadyFrame] = {}
        self._first_s = 0.0
        self._in_progress = 0
        self._is_one_waiting = False
        self._is_closed = False

    @property
    def is_done(self) -> bool:
        """Whether no frame waits and no batch is in progress."""
        with self._changed:
            return not self._frames and not self._in_progress

    def put(self, frame: ReadyFrame) -> bool:
        """Add a frame as soon as the batch has room; returns False if closed before that.

        Blocking here bounds the decoded frames; later ones stay in Redis.
        """
        station_id = frame.owned.station.station_id
        with self._changed:
            if not self._has_room(station_id):
                self._is_one_waiting = True
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._is_closed or self._has_room(station_id))
                self._is_one_waiting = False
            if self._is_closed:
                return False
            if not self._frames:
                self._first_s = self._clock()
            self._frames[station_id] = frame
            self._changed.notify_all()
            return True

    def next_batch(self, timeout_s: float) -> list[ReadyFrame]:
        """The next batch as soon as it should start; empty if none does within ``timeout_s``.

        Call :meth:`finished` once for each batch, in order.
        """
        give_up_s = self._clock() + timeout_s
        with self._changed:
            while (due_s := self._due_s()) > (now_s := self._clock()):
                if now_s >= give_up_s or (self._is_closed and self.is_done):
                    return []
                self._changed.wait(min(due_s, give_up_s) - now_s)
            batch, self._frames = list(self._frames.values()), {}
            self._in_progress += 1
            self._changed.notify_all()
            return batch

    def finished(self) -> None:
        """Note that the oldest batch in progress is finished."""
        with self._changed:
            self._in_progress -= 1
            self._changed.notify_all()

    def close(self) -> None:
        """Accept no more frames; those here can still be taken, without waiting for others."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _has_room(self, station_id: str) -> bool:
        return len(self._frames) < self._batch_frames and station_id not in self._frames

    def _due_s(self) -> float:
        """When the batch starts; infinite while that depends on another event."""
        if not self._frames or self._in_progress == _MAX_IN_PROGRESS:
            return inf
        if self._in_progress == 0 or self._is_complete():
            return -inf
        return self._first_s + self._wait_s

    def _is_complete(self) -> bool:
        """Whether waiting would bring no frame that fits."""
        full = min(self._batch_frames, self._stations())
        return len(self._frames) >= full or self._is_one_waiting or self._is_closed
