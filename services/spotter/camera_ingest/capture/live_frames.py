"""The frames of a camera, at its own pace, with the times at which they were captured."""

from collections.abc import Callable, Iterator

from spotter.camera_ingest.capture.live_stream import LiveStream
from spotter.camera_ingest.capture.pacing import STALE_S
from spotter.camera_ingest.capture.read_ahead import ReadAhead
from spotter.camera_ingest.capture.stream_time.jitter_buffer import JitterBuffer, Released
from spotter.camera_ingest.gates import Stop
from spotter.pictures.decoded_frame import DecodedFrame
from spotter.pictures.video.stream import Packet, stamp_s

_CHECK_S = 0.2
_MOST_HELD_BYTES = 64 * 1024 * 1024
"""Of one station: 15 s of Motion JPEG at 30 Mbit/s."""

_LONGEST_REPEAT_S = 60.0
"""More than the segments take with which a player begins; stamps further back have jumped."""

_OVERRUN_S = 5.0
"""Frames this late are not even decoded: decoding is what the machine is too slow for."""


class LiveFrames:
    """Lets the frames of a camera out at the pace at which they were taken.

    ``steady_s`` is a clock that never jumps. ``left_out`` is called with the reason for each frame
    that is left out: "late" because this machine is too slow, "repeated" because HLS begins with
    segments that were played before the connection broke, up to the stamp ``played_until_s``,
    which follows what is played now.
    """

    def __init__(
        self,
        stream: LiveStream,
        steady_s: Callable[[], float],
        stopping: Stop,
        left_out: Callable[[str], None],
        played_until_s: float | None = None,
    ) -> None:
        self._stream = stream
        self._steady_s = steady_s
        self._stopping = stopping
        self._left_out = left_out
        self.played_until_s = self._repeats_until_s = played_until_s
        self._buffer = JitterBuffer[Packet](has_stamps=stream.has_stamps)
        self._held_bytes = 0
        self._end: Exception | None = None
        self._awaits_keyframe = False

    @property
    def delay_s(self) -> float:
        """How long after its capture a frame is let out."""
        return self._buffer.delay_s

    def __iter__(self) -> Iterator[tuple[DecodedFrame, float]]:
        """Each frame with its capture time in seconds of the clock.

        Raises, after the last frame, what reading the stream raises: :class:`EOFError` at its end.
        """
        with ReadAhead(self._stream, self._steady_s) as arrivals:
            while not self._stopping.is_set():
                # However slow this machine is, what arrives is taken, and so dated, at once.
                if self._end is None:
                    self._receive(arrivals)
                elif len(self._buffer):
                    self._stopping.wait(self._wait_s())
                else:
                    raise self._end
                released = self._buffer.take(self._steady_s())
                if released is not None:
                    yield from self._decoded(released)

    def _receive(self, arrivals: ReadAhead) -> None:
        """Take what has arrived, or arrives until the next frame is due."""
        wait_s = self._wait_s()
        if self._held_bytes > _MOST_HELD_BYTES:
            self._stopping.wait(wait_s)
            return
        try:
            while arrival := arrivals.next(wait_s):
                packet, wait_s = arrival.packet, 0.0
                if packet.size:  # at its end, a stream has an empty packet
                    self._held_bytes += packet.size
                    self._buffer.put(packet, stamp_s(packet), arrival.arrived_s)
        except Exception as end:  # noqa: BLE001 - it is raised after the last frame
            self._end = end

    def _wait_s(self) -> float:
        return min(_CHECK_S, max(0.0, self._buffer.due_s() - self._steady_s()))

    def _decoded(self, released: Released[Packet]) -> Iterator[tuple[DecodedFrame, float]]:
        packet = released.item
        self._held_bytes -= packet.size
        if released.late_s > _OVERRUN_S:
            self._awaits_keyframe = True
        elif packet.is_keyframe and released.late_s <= STALE_S:
            self._awaits_keyframe = False
        if self._awaits_keyframe:
            self._left_out("late")
            return
        reason = self._why_left_out(released)
        for frame in self._stream.decoded(packet, released.captured_s):
            if reason:
                self._left_out(reason)
            else:
                yield frame, frame.captured_s or released.captured_s

    def _why_left_out(self, released: Released[Packet]) -> str:
        stamp = stamp_s(released.item)
        if self._stream.has_segments and stamp is not None:
            until_s = self._repeats_until_s
            if until_s is not None and 0 <= until_s - stamp < _LONGEST_REPEAT_S:
                return "repeated"
            self.played_until_s = stamp
        return "late" if released.late_s > STALE_S else ""
