"""Reads a camera in a thread of its own, so that each arrival is noted when it happens."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, Full, Queue
from types import TracebackType
from typing import Self

from spotter.camera_ingest.capture.live_stream import LiveStream
from spotter.pictures.video.stream import Packet

_PACKETS_AHEAD = 100
_CHECK_S = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """A packet and when it arrived, in seconds of the reader's clock."""

    packet: Packet
    arrived_s: float


class ReadAhead:
    """The packets of a camera as they arrive; use it once, as a context manager.

    ``clock`` gives seconds. When 100 packets wait to be taken, the camera has to wait as well. The
    thread closes the stream once the context is left and the camera has answered.
    """

    def __init__(self, stream: LiveStream, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._clock = clock
        self._arrivals: Queue[Arrival | None] = Queue(_PACKETS_AHEAD)
        self._error: Exception | None = None
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._left.set()

    def next(self, wait_s: float) -> Arrival | None:
        """The next packet; None if none arrives within ``wait_s``.

        Raises what reading the stream raises, and :class:`EOFError` at its end, after all packets.
        """
        try:
            arrival = (
                self._arrivals.get(timeout=wait_s) if wait_s > 0 else self._arrivals.get_nowait()
            )
        except Empty:
            return None
        if arrival is None:
            raise self._error or EOFError
        return arrival

    def _run(self) -> None:
        try:
            for packet in self._stream.packets():
                self._put(Arrival(packet, self._clock()))
                if self._left.is_set():
                    break
        except Exception as error:  # noqa: BLE001 - it is raised where packets are taken
            self._error = error
        self._put(None)
        # Closing frees what decodes the packets that are still waiting.
        self._left.wait()
        self._stream.close()

    def _put(self, arrival: Arrival | None) -> None:
        while not self._left.is_set():
            try:
                return self._arrivals.put(arrival, timeout=_CHECK_S)
            except Full:
                continue
        return None
