"""Keeps each station's tracks in step with its pose log and stores the reps that they yield.

The log is the source of truth: a station's tracks always result from the frames of its log up to
``last_us``. When the log ends elsewhere, because this process is new to the station or another one
has written, the tracks catch up from the last snapshot and the log.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import redis
import structlog

from spotter.movement.segmentation import RepAbandoned, RepEnded, SetStarted
from spotter.movement.values import Rep
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.metrics import SegmenterMetrics
from spotter.rep_segmenter.stations.assignments import Key
from spotter.rep_segmenter.stations.exercises import Exercises
from spotter.rep_segmenter.stations.subject_selection import Judging
from spotter.rep_segmenter.stations.tracks import Limits, StationTracks, TrackEvent
from spotter.rep_segmenter.storage.pose_log import Appended, PoseLog
from spotter.rep_segmenter.storage.rep_store import RepStore
from spotter.rep_segmenter.storage.reps import make_rep
from spotter.runtime.clock import wall_clock_us
from spotter.wire.errors import WireError
from spotter.wire.poses import PoseFrame
from spotter.wire.snapshots import UnknownSchemaError


@dataclass(slots=True)
class _Station:
    """One station: its tracks, when frames last arrived, and how many the snapshot lacks."""

    tracks: StationTracks
    last_fed_s: float
    unsaved_count: int


class Segmenter:
    """All stations that this process owns. Its methods may be called from any thread.

    It stores a snapshot with every rep, and at least every ``frames_per_snapshot`` frames, which
    must be well below the length of the pose log. ``clock`` is monotonic, in seconds; ``now_us``
    returns microseconds since the Unix epoch.
    """

    def __init__(  # noqa: PLR0913 - its collaborators, each used in one place
        self,
        log: PoseLog,
        store: RepStore,
        exercises: Exercises,
        metrics: SegmenterMetrics,
        limits: Limits,
        *,
        frames_per_snapshot: int,
        clock: Callable[[], float] = time.monotonic,
        now_us: Callable[[], int] = wall_clock_us,
    ) -> None:
        self._pose_log = log
        self._store = store
        self._exercises = exercises
        self._metrics = metrics
        self._limits = limits
        self._frames_per_snapshot = frames_per_snapshot
        self._clock = clock
        self._now_us = now_us
        self._stations: dict[str, _Station] = {}
        self._not_newer: set[str] = set()
        self._lock = threading.Lock()
        self._log = structlog.get_logger()

    @property
    def stations(self) -> frozenset[str]:
        """The stations whose tracks are in memory."""
        return frozenset(self._stations)

    def add(self, frames: Sequence[PoseFrame]) -> None:
        """Log frames and cut them; they may be acknowledged once it returns.

        Frames whose cutting fails unexpectedly are skipped, without harm to other stations.
        Raises :class:`redis.RedisError`; the same frames may then be added again.
        """
        with self._lock:
            for station_id, appended in self._pose_log.append(frames).items():
                self._note_not_newer(station_id, appended)
                with self._isolated(station_id), self._dropping_on_error(station_id):
                    station = self._caught_up(station_id, appended.previous_us)
                    self._follow(station_id, station, appended.accepted)
            self._count_tracks()

    def latest(self, station_id: str) -> PoseFrame | None:
        """The latest logged poses of a station."""
        return self._pose_log.latest(station_id)

    def maintain(self, station_id: str) -> None:
        """Do the work for a station that none of its frames triggers.

        Catch up with frames that another process logged, switch to a new exercise, reference or
        rule, and finish the tracks of a station whose frames have stopped.
        """
        with self._lock, self._isolated(station_id), self._dropping_on_error(station_id):
            last_us = self._pose_log.last_us([station_id])[station_id]
            station = self._caught_up(station_id, last_us)
            changed = _cutting_rules(station.tracks) != _cutting_rules(self._tracks(station_id))
            is_silent = (
                len(station.tracks) > 0 and self._silent_us(station) > self._limits.timeout_us
            )
            if changed or is_silent:
                self._restart(station_id, station)
            self._count_tracks()

    def forget(self, station_ids: Iterable[str]) -> None:
        """Drop stations that other segmenters own now."""
        with self._lock:
            for station_id in station_ids:
                self._stations.pop(station_id, None)
                self._not_newer.discard(station_id)
            self._count_tracks()

    def save(self) -> None:
        """Store a snapshot of every station, so that the next process has little to replay."""
        with self._lock:
            for station_id, station in self._stations.items():
                self._store.save(station_id, station.tracks.snapshot(), ())

    def _note_not_newer(self, station_id: str, appended: Appended) -> None:
        """Count frames that the log refused; log the first refusal after an accepted batch."""
        self._metrics.left_out.labels("not_newer").inc(appended.not_newer_count)
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

    @contextmanager
    def _isolated(self, station_id: str) -> Iterator[None]:
        """Contain unexpected errors: the station loses its open reps, other stations nothing.

        A replay would fail again, so the station restarts where its log ends.
        """
        try:
            yield
        except redis.RedisError:
            raise
        except Exception:  # noqa: BLE001 - it must not stop the other stations
            self._log.exception("station failed unexpectedly", station_id=station_id)
            self._metrics.failures.inc()
            last_us = self._pose_log.last_us([station_id])[station_id]
            tracks = self._tracks(station_id, last_us)
            self._store.save(station_id, tracks.snapshot(), ())

    @contextmanager
    def _dropping_on_error(self, station_id: str) -> Iterator[None]:
        """Forget a station whose tracks may be ahead of what is stored, so that it is replayed."""
        try:
            yield
        except BaseException:
            self._stations.pop(station_id, None)
            raise

    def _caught_up(self, station_id: str, log_us: int) -> _Station:
        """The station, its tracks caught up to the log entry captured at ``log_us``."""
        station = self._stations.get(station_id)
        if station and station.tracks.last_us == log_us:
            return station
        if station is None or station.tracks.last_us > log_us:  # the latter: the log was cleared
            self._exercises.refresh()
            station = _Station(self._tracks(station_id), self._clock(), self._frames_per_snapshot)
        station = self._resumed(station_id, station, log_us)
        self._stations[station_id] = station
        missed = self._pose_log.read(station_id, station.tracks.last_us + 1, log_us)
        self._follow(station_id, station, missed)
        self._metrics.rebuilds.inc()
        # Damaged entries or a trimmed log may have left the tracks behind.
        station.tracks.last_us = log_us
        return station

    def _resumed(self, station_id: str, station: _Station, log_us: int) -> _Station:
        """The station resumed from the last snapshot, if that is newer.

        Without a usable snapshot the log must do; a process new to the station replays all of it.
        """
        try:
            snapshot = self._store.snapshot(station_id)
            if snapshot is None or not station.tracks.last_us < snapshot.captured_us <= log_us:
                return station
            assignment = self._exercises.of_snapshot(snapshot)
            tracks = StationTracks.resume(assignment, self._limits, snapshot)
        except (WireError, SegmenterError) as error:
            self._note_refused_snapshot(station_id, error)
            return station
        return _Station(tracks, station.last_fed_s, 0)

    def _note_refused_snapshot(self, station_id: str, error: WireError | SegmenterError) -> None:
        kind = "unusable" if isinstance(error, SegmenterError) else "unreadable"
        if isinstance(error, UnknownSchemaError):
            kind = "unknown_version"
        self._metrics.refused_snapshots.labels(kind).inc()
        self._log.warning(
            "snapshot refused: the pose log is cut again",
            station_id=station_id,
            kind=kind,
            reason=str(error),
        )

    def _tracks(self, station_id: str, last_us: int = 0) -> StationTracks:
        """Empty tracks, by the station's present exercises and rule."""
        assignment, judging = self._exercises.of(station_id), self._exercises.judging(station_id)
        return StationTracks(assignment, judging, self._limits, last_us=last_us)

    def _follow(self, station_id: str, station: _Station, frames: Iterable[PoseFrame]) -> None:
        events: list[TrackEvent] = []
        for frame in frames:
            events += station.tracks.feed(frame)
            station.unsaved_count += 1
            station.last_fed_s = self._clock()
        due = station.unsaved_count > self._frames_per_snapshot
        reps = self._reps(station_id, events)
        if reps or due:
            self._save(station_id, station, reps)

    def _restart(self, station_id: str, station: _Station) -> None:
        """Finish all tracks; stores the result at once, since a replay would not repeat it."""
        before = station.tracks
        events = before.finish()
        station.tracks = self._tracks(station_id, before.last_us)
        self._save(station_id, station, self._reps(station_id, events))

    def _save(self, station_id: str, station: _Station, reps: Sequence[Rep]) -> None:
        new = self._store.save(station_id, station.tracks.snapshot(), reps)
        station.unsaved_count = 0
        self._metrics.reps.inc(len(new))
        self._metrics.known_reps.inc(len(reps) - len(new))
        for rep in new:
            self._metrics.rep_delay_s.observe(
                max(0, self._now_us() - int(rep.poses.captured_us[-1])) / 1e6
            )
            self._log.info(
                "rep",
                station_id=station_id,
                rep_id=rep.rep_id,
                exercise=rep.exercise,
                trace_id=rep.trace_id,
                set_number=rep.set_number,
                rep_number=rep.rep_number,
            )

    def _reps(self, station_id: str, events: Iterable[TrackEvent]) -> list[Rep]:
        reps = []
        for happened in events:
            if isinstance(happened.event, RepEnded):
                reps += self._rep(station_id, happened, happened.event)
            elif isinstance(happened.event, RepAbandoned):
                self._metrics.abandoned.inc()
                reps += self._lost_rep(station_id, happened, happened.event)
            elif isinstance(happened.event, SetStarted):
                self._metrics.sets.inc()
        return reps

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

    def _silent_us(self, station: _Station) -> float:
        return (self._clock() - station.last_fed_s) * 1e6

    def _count_tracks(self) -> None:
        self._metrics.tracks.set(sum(len(station.tracks) for station in self._stations.values()))


def _cutting_rules(tracks: StationTracks) -> tuple[Key | None, Judging]:
    """The exercises and the rule by which frames become reps."""
    return tracks.assignment.key if tracks.assignment else None, tracks.judging
