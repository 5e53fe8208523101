"""Keeps every station's tracks in step with its pose log, and stores the reps that come of it.

The log is the truth: a station's tracks are always what the frames of its log up to ``last_us``
made of them. When the log's last entry is another one, because this process is new to the station
or another has written, the tracks are brought up to it from the last snapshot and the log.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import redis
import structlog

from spotter.movement.segmentation import RepAbandoned, RepEnded, SetStarted
from spotter.movement.values.rep import Rep
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.metrics import SegmenterMetrics
from spotter.rep_segmenter.stations.assignments import Assignment, Key
from spotter.rep_segmenter.stations.exercises import Exercises
from spotter.rep_segmenter.stations.subject_selection import Judging
from spotter.rep_segmenter.stations.tracks import Limits, StationTracks, TrackEvent
from spotter.rep_segmenter.storage.pose_log import Appended, PoseLog
from spotter.rep_segmenter.storage.rep_store import RepStore
from spotter.rep_segmenter.storage.reps import make_rep
from spotter.wire.errors import WireError
from spotter.wire.poses import PoseFrame
from spotter.wire.snapshots import UnknownSchemaError


@dataclass(slots=True)
class _Watch:
    """One station: its tracks, when frames last came, and how many the snapshot lacks."""

    tracks: StationTracks
    fed_s: float
    unsaved_count: int


class Segmenter:
    """All stations that this process looks after. Its methods may be called from any thread.

    A snapshot is stored with every rep, and at the latest after ``frames_per_snapshot`` frames,
    which must be well below what the pose log keeps. ``clock`` gives seconds that only rise,
    ``now_us`` microseconds since the Unix epoch.
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
        now_us: Callable[[], int] = lambda: time.time_ns() // 1000,
    ) -> None:
        self._pose_log = log
        self._store = store
        self._exercises = exercises
        self._metrics = metrics
        self._limits = limits
        self._frames_per_snapshot = frames_per_snapshot
        self._clock = clock
        self._now_us = now_us
        self._watches: dict[str, _Watch] = {}
        self._refused: set[str] = set()
        self._lock = threading.Lock()
        self._log = structlog.get_logger()

    @property
    def stations(self) -> frozenset[str]:
        """The stations that are kept in memory."""
        return frozenset(self._watches)

    def add(self, frames: Sequence[PoseFrame]) -> None:
        """Log frames and cut them; when it returns, they may be acknowledged.

        What cannot be cut for an unexpected error is given up, and harms no other station.
        Raises :class:`redis.RedisError`; the same frames may then be given again.
        """
        with self._lock:
            for station_id, appended in self._pose_log.append(frames).items():
                self._note_refused(station_id, appended)
                with self._apart(station_id), self._keeping_step(station_id):
                    watch = self._watch(station_id, appended.previous_us)
                    self._follow(station_id, watch, appended.accepted)
            self._count_tracks()

    def latest(self, station_id: str) -> PoseFrame | None:
        """The latest logged poses of a station."""
        return self._pose_log.latest(station_id)

    def look_after(self, station_id: str) -> None:
        """Do for a station what no frame of its own brings about.

        That is: catch up with what another process has logged, cut by a new exercise, reference or
        rule, and finish the tracks of a station that has fallen silent.
        """
        with self._lock, self._apart(station_id), self._keeping_step(station_id):
            last_us = self._pose_log.last_us([station_id])[station_id]
            watch = self._watch(station_id, last_us)
            changed = _way(watch.tracks) != _way(self._tracks(station_id))
            deserted = len(watch.tracks) > 0 and self._silent_us(watch) > self._limits.timeout_us
            if changed or deserted:
                self._start_afresh(station_id, watch)
            self._count_tracks()

    def forget(self, station_ids: Iterable[str]) -> None:
        """Others look after these stations now."""
        with self._lock:
            for station_id in station_ids:
                self._watches.pop(station_id, None)
                self._refused.discard(station_id)
            self._count_tracks()

    def save(self) -> None:
        """Store a snapshot of every station, so that the next process has little to replay."""
        with self._lock:
            for station_id, watch in self._watches.items():
                self._store.save(station_id, watch.tracks.snapshot(), ())

    def _note_refused(self, station_id: str, appended: Appended) -> None:
        """Count what the log refused; say so once, and again when all was taken in between."""
        self._metrics.left_out.labels("not_newer").inc(appended.not_newer_count)
        if not appended.not_newer_count:
            self._refused.discard(station_id)
        elif station_id not in self._refused:
            self._refused.add(station_id)
            self._log.warning(
                "frames are refused: expected newer ones than those in the pose log",
                station_id=station_id,
                frames=appended.not_newer_count,
                last_logged_us=appended.previous_us,
            )

    @contextmanager
    def _apart(self, station_id: str) -> Iterator[None]:
        """Let what fails unexpectedly cost the station its open reps, and the others nothing.

        It would fail again at each replay, so the station starts anew where its log ends.
        """
        try:
            yield
        except redis.RedisError:
            raise
        except Exception:  # noqa: BLE001 - it must not take the others along
            self._log.exception("station failed unexpectedly", station_id=station_id)
            self._metrics.failures.inc()
            last_us = self._pose_log.last_us([station_id])[station_id]
            tracks = self._tracks(station_id, last_us)
            self._store.save(station_id, tracks.snapshot(), ())

    @contextmanager
    def _keeping_step(self, station_id: str) -> Iterator[None]:
        """Forget a station whose tracks may be ahead of what is stored, so that it is replayed."""
        try:
            yield
        except BaseException:
            self._watches.pop(station_id, None)
            raise

    def _watch(self, station_id: str, log_us: int) -> _Watch:
        """The station with its tracks brought up to the log entry captured at ``log_us``."""
        watch = self._watches.get(station_id)
        if watch and watch.tracks.last_us == log_us:
            return watch
        if watch is None or watch.tracks.last_us > log_us:  # the latter: the log was cleared
            self._exercises.refresh()
            watch = _Watch(self._tracks(station_id), self._clock(), self._frames_per_snapshot)
        watch = self._resumed(station_id, watch, log_us)
        self._watches[station_id] = watch
        missed = self._pose_log.read(station_id, watch.tracks.last_us + 1, log_us)
        self._follow(station_id, watch, missed)
        self._metrics.rebuilds.inc()
        # Damaged entries and a log that was cut off leave the tracks behind it.
        watch.tracks.last_us = log_us
        return watch

    def _resumed(self, station_id: str, watch: _Watch, log_us: int) -> _Watch:
        """What the last snapshot knew, if that is more.

        Without one that is of use the log has to do: all of it, for who is new to the station.
        """
        try:
            snapshot = self._store.snapshot(station_id)
            if snapshot is None or not watch.tracks.last_us < snapshot.captured_us <= log_us:
                return watch
            assignment = self._exercises.of_snapshot(snapshot)
            tracks = StationTracks.resume(assignment, self._limits, snapshot)
        except (WireError, SegmenterError) as error:
            self._note_refusal(station_id, error)
            return watch
        return _Watch(tracks, watch.fed_s, 0)

    def _note_refusal(self, station_id: str, error: WireError | SegmenterError) -> None:
        kind = "unusable" if isinstance(error, SegmenterError) else "unreadable"
        if isinstance(error, UnknownSchemaError):
            kind = "unknown_version"
        self._metrics.refused_snapshots.labels(kind).inc()
        self._log.warning(
            "a snapshot is of no use: the pose log is cut again",
            station_id=station_id,
            kind=kind,
            reason=str(error),
        )

    def _tracks(self, station_id: str, last_us: int = 0) -> StationTracks:
        """Nobody yet, at a station as it is now."""
        assignment, judging = self._exercises.of(station_id), self._exercises.judging(station_id)
        return StationTracks(assignment, judging, self._limits, last_us=last_us)

    def _follow(self, station_id: str, watch: _Watch, frames: Iterable[PoseFrame]) -> None:
        events: list[TrackEvent] = []
        for frame in frames:
            events += watch.tracks.feed(frame)
            watch.unsaved_count += 1
            watch.fed_s = self._clock()
        due = watch.unsaved_count > self._frames_per_snapshot
        reps = self._reps(station_id, events)
        if reps or due:
            self._save(station_id, watch, reps)

    def _start_afresh(self, station_id: str, watch: _Watch) -> None:
        """Finish all tracks. Stored at once, for a replay of the log alone would not show it."""
        before = watch.tracks
        events = before.finish()
        watch.tracks = self._tracks(station_id, before.last_us)
        self._save(station_id, watch, self._reps(station_id, events))

    def _save(self, station_id: str, watch: _Watch, reps: Sequence[Rep]) -> None:
        new = self._store.save(station_id, watch.tracks.snapshot(), reps)
        watch.unsaved_count = 0
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
                reps += self._rep(
                    station_id, happened.assignment, happened.track_id, happened.event
                )
            elif isinstance(happened.event, RepAbandoned):
                self._metrics.abandoned.inc()
            elif isinstance(happened.event, SetStarted):
                self._metrics.sets.inc()
        return reps

    def _rep(
        self, station_id: str, assignment: Assignment, track_id: int, ended: RepEnded
    ) -> list[Rep]:
        frames = self._pose_log.read(station_id, ended.started_us, ended.ended_us)
        try:
            return [make_rep(assignment, track_id, ended, frames)]
        except SegmenterError as error:
            self._metrics.abandoned.inc()
            self._log.error(
                "rep is lost", station_id=station_id, track_id=track_id, reason=str(error)
            )
            return []

    def _silent_us(self, watch: _Watch) -> float:
        return (self._clock() - watch.fed_s) * 1e6

    def _count_tracks(self) -> None:
        self._metrics.tracks.set(sum(len(watch.tracks) for watch in self._watches.values()))


def _way(tracks: StationTracks) -> tuple[Key | None, Judging]:
    """How frames become reps."""
    return tracks.assignment.key if tracks.assignment else None, tracks.judging
