"""All stations of one segmenter: logs their frames, and cuts each station by itself."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence

import structlog

from spotter.rep_segmenter.metrics import SegmenterMetrics
from spotter.rep_segmenter.station import Cutting, Station
from spotter.rep_segmenter.stations.exercises import Exercises
from spotter.rep_segmenter.stations.tracks import Limits
from spotter.rep_segmenter.storage.cut_reps import CutReps
from spotter.rep_segmenter.storage.pose_log import Appended, PoseLog
from spotter.rep_segmenter.storage.rep_store import RepStore
from spotter.rep_segmenter.storage.sessions import Sessions
from spotter.runtime.clock import wall_clock_us
from spotter.wire.poses.people import PoseFrame


class Segmenter:
    """All stations that this process owns. Its methods may be called from any thread.

    No lock is held over several stations, so that one which is slow holds up no other. For
    ``frames_per_snapshot`` and ``clock`` see :class:`Cutting`; ``now_us`` returns microseconds
    since the Unix epoch.
    """

    def __init__(  # noqa: PLR0913 - its collaborators, each used in one place
        self,
        log: PoseLog,
        store: RepStore,
        exercises: Exercises,
        sessions: Sessions,
        metrics: SegmenterMetrics,
        *,
        limits: Limits,
        frames_per_snapshot: int,
        clock: Callable[[], float] = time.monotonic,
        now_us: Callable[[], int] = wall_clock_us,
    ) -> None:
        self._pose_log = log
        self._exercises = exercises
        self._metrics = metrics
        self._now_us = now_us
        self._cutting = Cutting(log, store, exercises, metrics, limits, frames_per_snapshot, clock)
        self._cut_reps = CutReps(log, sessions, metrics.cut, now_us)
        self._stations: dict[str, Station] = {}
        self._not_newer: set[str] = set()
        self._lock = threading.Lock()
        self._log = structlog.get_logger()
        metrics.tracks.set_function(self._track_count)

    @property
    def stations(self) -> frozenset[str]:
        """The stations that this process has worked for."""
        return frozenset(self._stations)

    def log(self, frames: Sequence[PoseFrame]) -> dict[str, Appended]:
        """Add frames to the pose log: they may be acknowledged once it returns.

        Returns what to :meth:`cut`, by station. Raises :class:`redis.RedisError`; the same frames
        may then be logged again.
        """
        logged = self._pose_log.append(frames)
        now_us = self._now_us()
        ahead = {
            one
            for one, found in logged.items()
            if self._exercises.time_bounds(one).is_ahead(found.previous_us, now_us)
        }
        if ahead:
            self._restart_logs(ahead)
            logged |= self._pose_log.append([one for one in frames if one.station_id in ahead])
        for station_id, appended in logged.items():
            self._note_not_newer(station_id, appended)
        return logged

    def cut(self, station_id: str, appended: Appended) -> None:
        """Cut logged frames of a station; see :class:`Station`. Raises RedisError."""
        self._station(station_id).cut(appended)

    def latest(self, station_id: str) -> PoseFrame | None:
        """The latest logged poses of a station; none that are from the future."""
        frame = self._pose_log.latest(station_id)
        bounds = self._exercises.time_bounds(station_id)
        return None if frame and bounds.is_ahead(frame.captured_us, self._now_us()) else frame

    def maintain(self, station_id: str) -> None:
        """Do the work for a station that none of its frames triggers; see :class:`Station`."""
        self._station(station_id).maintain()

    def is_finished(self, station_id: str) -> bool:
        """Whether nothing in the station's log is unfinished, as far as this process has cut it."""
        station = self._stations.get(station_id)
        return station is not None and station.is_finished

    def recognised(self, station_id: str) -> str | None:
        """The exercise that was last recognised at the station; see :class:`Station`."""
        station = self._stations.get(station_id)
        return station.recognised if station else None

    def forget(self, station_ids: Iterable[str]) -> None:
        """Drop stations that other segmenters own now."""
        with self._lock:
            for station_id in station_ids:
                self._stations.pop(station_id, None)
                self._not_newer.discard(station_id)

    def save(self) -> None:
        """Store a snapshot of every station, so that the next process has little to replay."""
        for station in list(self._stations.values()):
            station.save()

    def _station(self, station_id: str) -> Station:
        with self._lock:
            if station_id not in self._stations:
                self._stations[station_id] = Station(station_id, self._cutting, self._cut_reps)
            return self._stations[station_id]

    def _restart_logs(self, station_ids: Iterable[str]) -> None:
        """Begin logs anew whose end no frame would reach: their clock was ahead and is not now."""
        for station_id in station_ids:
            self._log.warning(
                "pose log begun anew: expected it to end by now; found frames from the future",
                station_id=station_id,
            )
            self._metrics.restarted_logs.inc()
            self._pose_log.clear(station_id)

    def _note_not_newer(self, station_id: str, appended: Appended) -> None:
        """Count frames that the log refused; log the first refusal after an accepted batch."""
        self._metrics.door.left_out.labels("not_newer").inc(appended.not_newer_count)
        if not appended.not_newer_count:
            self._not_newer.discard(station_id)
        elif station_id not in self._not_newer:
            self._not_newer.add(station_id)
            self._log.warning(
                "frames refused: expected newer ones than those in the pose log",
                station_id=station_id,
                frames=appended.not_newer_count,
                last_logged_us=appended.previous_us,
            )

    def _track_count(self) -> int:
        return sum(station.track_count for station in list(self._stations.values()))
