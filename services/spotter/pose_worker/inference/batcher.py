"""Decoded frames on their way to the estimator, gathered into batches."""

from collections.abc import Callable
from math import inf
from threading import Condition

from spotter.pose_worker.intake.decoding import ReadyFrame

_AT_ONCE = 3
"""Batches in work: a GPU is busy with one, while the people of the one before are read and the next
is laid before it. More would only grow old there, instead of filling up here."""


class Batcher:
    """The batch that is being filled, with at most one frame of each station.

    An idle estimator gets what there is at once: a single frame is estimated faster than a batch,
    and those that come meanwhile make up the next one. While the estimator is at work, waiting
    costs little and a fuller batch is cheaper; so the batch is begun with when it has
    ``batch_frames``, when it has a frame of each of the ``stations()`` that are watched, when a
    frame waits outside for which it has no room, when its first frame has waited for ``wait_s``,
    or when the estimator falls idle. The time also runs while the estimator can take no more
    batches. An estimator that does all its work when it begins, and gains nothing from batches,
    is idle as soon as it can be given the next one, so no frame waits for company there.

    ``clock`` gives seconds that only rise. All methods may be called by any thread.
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
        self._in_work = 0
        self._is_one_outside = False
        self._is_closed = False

    @property
    def is_done(self) -> bool:
        """Whether no frame is here and no batch in work."""
        with self._changed:
            return not self._frames and not self._in_work

    def put(self, frame: ReadyFrame) -> bool:
        """Add a frame as soon as the batch has room for it; False when it is closed before.

        So what is decoded and not yet begun with is bounded, and later frames stay in Redis.
        """
        station_id = frame.watch.station.station_id
        with self._changed:
            if not self._has_room(station_id):
                self._is_one_outside = True
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._is_closed or self._has_room(station_id))
                self._is_one_outside = False
            if self._is_closed:
                return False
            if not self._frames:
                self._first_s = self._clock()
            self._frames[station_id] = frame
            self._changed.notify_all()
            return True

    def next_batch(self, patience_s: float) -> list[ReadyFrame]:
        """The next batch as soon as it is time to begin with it; empty if that is not soon.

        Each batch taken is to be reported as :meth:`finished`, in the order of the batches.
        """
        give_up_s = self._clock() + patience_s
        with self._changed:
            while (due_s := self._due_s()) > (now_s := self._clock()):
                if now_s >= give_up_s or (self._is_closed and self.is_done):
                    return []
                self._changed.wait(min(due_s, give_up_s) - now_s)
            batch, self._frames = list(self._frames.values()), {}
            self._in_work += 1
            self._changed.notify_all()
            return batch

    def finished(self) -> None:
        """Say that the work on a batch is over."""
        with self._changed:
            self._in_work -= 1
            self._changed.notify_all()

    def close(self) -> None:
        """Let nothing more in; what is here can still be taken, without waiting for company."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _has_room(self, station_id: str) -> bool:
        return len(self._frames) < self._batch_frames and station_id not in self._frames

    def _due_s(self) -> float:
        """When to begin with the batch; infinite while that depends on what else happens."""
        if not self._frames or self._in_work == _AT_ONCE:
            return inf
        if self._in_work == 0 or self._is_complete():
            return -inf
        return self._first_s + self._wait_s

    def _is_complete(self) -> bool:
        """Whether no frame can be expected that would fit."""
        full = min(self._batch_frames, self._stations())
        return len(self._frames) >= full or self._is_one_outside or self._is_closed
