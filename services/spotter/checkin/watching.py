"""One turn of the process: which stations have asked, what their newest frames show."""

import time
from collections.abc import Sequence

from spotter.checkin.asked import AskedStations
from spotter.checkin.full_frames import FullFrames
from spotter.checkin.metrics import CheckinMetrics
from spotter.checkin.reader import Reader
from spotter.pictures.errors import PictureError
from spotter.pictures.jpeg import decode_jpeg
from spotter.wire.poses.frames import Frame

_WAIT_MS = 200


class Watching:
    """Gives frames of stations where somebody has asked to all ``readers``, and no others.

    Frames that arrive while readers are busy are skipped, so what they see is never old.
    """

    def __init__(
        self,
        asked: AskedStations,
        frames: FullFrames,
        readers: Sequence[Reader],
        metrics: CheckinMetrics,
    ) -> None:
        self._asked = asked
        self._frames = frames
        self._readers = readers
        self._metrics = metrics
        self._watched: frozenset[str] = frozenset()

    def step(self) -> bool:
        """Read what there is; returns whether any station is looked at.

        Raises :class:`redis.RedisError`.
        """
        ours = self._asked.ours()
        self._end(self._watched.difference(ours))
        self._watched = frozenset(ours)
        self._metrics.stations.set(len(ours))
        for frame in self._frames.newest(ours, wait_ms=_WAIT_MS):
            self._read(frame)
        return bool(ours)

    def stop(self) -> None:
        """Forget everything, as nobody is known to ask any more."""
        self._end(self._watched)
        self._watched = frozenset()
        self._metrics.stations.set(0)

    def _end(self, station_ids: frozenset[str]) -> None:
        for station_id in station_ids:
            for reader in self._readers:
                reader.forget(station_id)

    def _read(self, frame: Frame) -> None:
        try:
            bgr = decode_jpeg(frame.jpeg)
        except PictureError:
            self._metrics.frames.labels("damaged").inc()
            return
        self._metrics.frames.labels("read").inc()
        for reader in self._readers:
            began_s = time.perf_counter()
            reader.read(frame.station_id, bgr, frame.captured_us)
            self._metrics.read_s.labels(reader.name).observe(time.perf_counter() - began_s)
