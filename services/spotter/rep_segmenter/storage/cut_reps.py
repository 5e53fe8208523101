"""Makes reps of the events on a station's tracks, and reports those that are stored."""

from collections.abc import Callable, Iterable, Sequence

import structlog

from spotter.movement.segmentation import RepAbandoned, RepEnded, SetStarted
from spotter.movement.values import Rep
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.stations.tracks import TrackEvent
from spotter.rep_segmenter.storage.metrics import CutMetrics
from spotter.rep_segmenter.storage.pose_log import PoseLog
from spotter.rep_segmenter.storage.reps import make_rep
from spotter.rep_segmenter.storage.sessions import Sessions


class CutReps:
    """Takes a rep's poses from the pose log, and its session from ``sessions``.

    ``now_us`` is microseconds since the Unix epoch.
    """

    def __init__(
        self,
        pose_log: PoseLog,
        sessions: Sessions,
        metrics: CutMetrics,
        now_us: Callable[[], int],
    ) -> None:
        self._pose_log = pose_log
        self._sessions = sessions
        self._metrics = metrics
        self._now_us = now_us
        self._log = structlog.get_logger()

    def of(self, station_id: str, events: Iterable[TrackEvent]) -> list[Rep]:
        """The reps that end with these events; counts all events. Raises RedisError."""
        reps: list[Rep] = []
        for happened in events:
            if isinstance(happened.event, RepEnded):
                reps += self._rep(station_id, happened, happened.event)
            elif isinstance(happened.event, RepAbandoned):
                self._metrics.abandoned.inc()
                reps += self._lost_rep(station_id, happened, happened.event)
            elif isinstance(happened.event, SetStarted):
                self._metrics.sets.inc()
        return self._sessions.assign(station_id, reps)

    def note_stored(self, reps: Sequence[Rep], new: Sequence[Rep]) -> None:
        """Report that of ``reps`` the ``new`` ones were stored; the others had been before."""
        self._metrics.reps.inc(len(new))
        self._metrics.known_reps.inc(len(reps) - len(new))
        for rep in new:
            self._metrics.rep_delay_s.observe(
                max(0, self._now_us() - int(rep.poses.captured_us[-1])) / 1e6
            )
            self._log.info(
                "rep",
                station_id=rep.station_id,
                rep_id=rep.rep_id,
                exercise=rep.exercise,
                trace_id=rep.trace_id,
                set_number=rep.set_number,
                rep_number=rep.rep_number,
            )

    def _lost_rep(self, station_id: str, at: TrackEvent, event: RepAbandoned) -> list[Rep]:
        """The rep in which a person was lost, to be told as unscorable."""
        return [] if event.lost is None else self._rep(station_id, at, event.lost, end_unseen=True)

    def _rep(
        self, station_id: str, at: TrackEvent, ended: RepEnded, *, end_unseen: bool = False
    ) -> list[Rep]:
        frames = self._pose_log.read(station_id, ended.started_us, ended.ended_us)
        try:
            return [make_rep(at.assignment, at.track_id, ended, frames, end_unseen=end_unseen)]
        except SegmenterError as error:
            self._metrics.abandoned.inc()
            self._log.error(
                "rep lost", station_id=station_id, track_id=at.track_id, reason=str(error)
            )
            return []
