"""Poses on their way to the segmenters, until these have acknowledged them."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from spotter.wire.poses import PoseFrame


@dataclass(frozen=True, slots=True, eq=False)
class OutgoingPoses:
    """The poses of one frame, the frame's stream entry, and when it was put in the outbox."""

    entry_id: bytes
    poses: PoseFrame
    put_s: float

    @property
    def station_id(self) -> str:
        """The frame's station."""
        return self.poses.station_id


@dataclass(slots=True)
class _Sent:
    """What was sent on one stream: batches by number, oldest first."""

    last_number: int = 0
    batches: deque[tuple[int, list[OutgoingPoses]]] = field(default_factory=deque)


class Outbox:
    """Keeps the order within each station, whatever happens to the streams.

    A station's poses are on one stream at a time: new ones wait until those on another stream are
    acknowledged or returned. What has waited for ``max_age_s``, and the oldest of what exceeds
    ``max_frames``, is given up by :meth:`expire`.
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
        """Add poses, newer than those of their stations that are here."""
        for outgoing in outgoing_poses:
            self._waiting.setdefault(outgoing.station_id, deque()).append(outgoing)
            self._count += 1

    def next_batch(
        self, stream: int, wanted: Callable[[str], bool], limit: int
    ) -> tuple[int, list[OutgoingPoses]] | None:
        """The number and the poses of the next batch for ``stream``; None when there are none.

        At most ``limit`` frames of the stations that are ``wanted``.
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
        """Take out the batches of ``stream`` up to ``batch_number``."""
        done: list[OutgoingPoses] = []
        batches = self._sent[stream].batches if stream in self._sent else deque()
        while batches and batches[0][0] <= batch_number:
            done += batches.popleft()[1]
        self._count -= len(done)
        self._release(stream)
        return done

    def returned(self, stream: int) -> None:
        """The stream broke: what it did not acknowledge waits again, before what is newer."""
        sent = self._sent.pop(stream, _Sent())
        for _, outgoing_poses in reversed(sent.batches):
            for outgoing in reversed(outgoing_poses):
                self._waiting.setdefault(outgoing.station_id, deque()).appendleft(outgoing)
        self._release(stream)

    def expire(self, now_s: float) -> list[OutgoingPoses]:
        """Take out and give up what waited too long or is too much."""
        expired = []
        for station_id, queue in list(self._waiting.items()):
            while queue and now_s - queue[0].put_s > self._max_age_s:
                expired.append(self._give_up(station_id))
        while self._waiting and self._count > self._max_frames:
            oldest = min(self._waiting, key=lambda station_id: self._waiting[station_id][0].put_s)
            expired.append(self._give_up(oldest))
        return expired

    def unacknowledged(self, stream: int) -> int:
        """How many batches of ``stream`` are not acknowledged."""
        return len(self._sent[stream].batches) if stream in self._sent else 0

    def _give_up(self, station_id: str) -> OutgoingPoses:
        queue = self._waiting[station_id]
        outgoing = queue.popleft()
        if not queue:
            del self._waiting[station_id]
        self._count -= 1
        return outgoing

    def _release(self, stream: int) -> None:
        """Let stations that have nothing left on ``stream`` use another one."""
        batches = self._sent[stream].batches if stream in self._sent else ()
        held = {outgoing.station_id for _, outgoing_poses in batches for outgoing in outgoing_poses}
        self._stream_of = {
            station_id: other
            for station_id, other in self._stream_of.items()
            if other != stream or station_id in held
        }
