"""Poses that the segmenters have not acknowledged yet."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from spotter.wire.poses.people import PoseFrame


@dataclass(frozen=True, slots=True, eq=False)
class OutgoingPoses:
    """The poses of one frame, the id of its stream entry, and when they entered the outbox."""

    entry_id: bytes
    poses: PoseFrame
    put_s: float

    @property
    def station_id(self) -> str:
        """The frame's station."""
        return self.poses.station_id


@dataclass(slots=True)
class _Sent:
    """The batches sent on one stream, by number, oldest first."""

    last_number: int = 0
    batches: deque[tuple[int, list[OutgoingPoses]]] = field(default_factory=deque)


class Outbox:
    """Keeps each station's poses in order, even when streams break.

    A station uses one stream at a time: new poses wait until those on another stream are
    acknowledged or returned. :meth:`expire` gives up poses that have waited for ``max_age_s``, and
    the oldest ones beyond ``max_frames``.
    """

    def __init__(self, *, max_age_s: float, max_frames: int) -> None:
        self._max_age_s = max_age_s
        self._max_frames = max_frames
        self._waiting: dict[str, deque[OutgoingPoses]] = {}
        self._sent: dict[int, _Sent] = {}
        self._stream_of: dict[str, int] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, outgoing_poses: Iterable[OutgoingPoses]) -> None:
        """Add poses, which must be newer than those of their stations in the outbox."""
        for outgoing in outgoing_poses:
            self._waiting.setdefault(outgoing.station_id, deque()).append(outgoing)
            self._count += 1

    def next_batch(
        self, stream: int, wanted: Callable[[str], bool], limit: int
    ) -> tuple[int, list[OutgoingPoses]] | None:
        """The number and the poses of the next batch for ``stream``; None when nothing waits.

        It has at most ``limit`` frames, from stations for which ``wanted`` returns true.
        """
        outgoing_poses: list[OutgoingPoses] = []
        for station_id, queue in list(self._waiting.items()):
            if self._stream_of.get(station_id, stream) != stream or not wanted(station_id):
                continue
            while queue and len(outgoing_poses) < limit:
                outgoing_poses.append(queue.popleft())
                self._stream_of[station_id] = stream
            if not queue:
                del self._waiting[station_id]
        if not outgoing_poses:
            return None
        sent = self._sent.setdefault(stream, _Sent())
        sent.last_number += 1
        sent.batches.append((sent.last_number, outgoing_poses))
        return sent.last_number, outgoing_poses

    def acknowledged(self, stream: int, batch_number: int) -> list[OutgoingPoses]:
        """Remove and return the poses of the batches of ``stream`` up to ``batch_number``."""
        done: list[OutgoingPoses] = []
        batches = self._sent[stream].batches if stream in self._sent else deque()
        while batches and batches[0][0] <= batch_number:
            done += batches.popleft()[1]
        self._count -= len(done)
        self._release(stream)
        return done

    def returned(self, stream: int) -> None:
        """After ``stream`` broke, queue its unacknowledged poses again, before newer ones."""
        sent = self._sent.pop(stream, _Sent())
        for _, outgoing_poses in reversed(sent.batches):
            for outgoing in reversed(outgoing_poses):
                self._waiting.setdefault(outgoing.station_id, deque()).appendleft(outgoing)
        self._release(stream)

    def expire(self, now_s: float) -> list[OutgoingPoses]:
        """Remove and return poses that waited too long or are too many."""
        expired = []
        for station_id, queue in list(self._waiting.items()):
            while queue and now_s - queue[0].put_s > self._max_age_s:
                expired.append(self._give_up(station_id))
        while self._waiting and self._count > self._max_frames:
            oldest = min(self._waiting, key=lambda station_id: self._waiting[station_id][0].put_s)
            expired.append(self._give_up(oldest))
        return expired

    def unacknowledged(self, stream: int) -> int:
        """The number of unacknowledged batches of ``stream``."""
        return len(self._sent[stream].batches) if stream in self._sent else 0

    def _give_up(self, station_id: str) -> OutgoingPoses:
        queue = self._waiting[station_id]
        outgoing = queue.popleft()
        if not queue:
            del self._waiting[station_id]
        self._count -= 1
        return outgoing

    def _release(self, stream: int) -> None:
        """Free stations that have nothing left on ``stream`` to use another one."""
        batches = self._sent[stream].batches if stream in self._sent else ()
        held = {outgoing.station_id for _, outgoing_poses in batches for outgoing in outgoing_poses}
        self._stream_of = {
            station_id: other
            for station_id, other in self._stream_of.items()
            if other != stream or station_id in held
        }
