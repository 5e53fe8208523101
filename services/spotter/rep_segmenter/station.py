"""Keeps one station's tracks in step with its pose log and stores the reps that they yield.

The log is the source of truth: the tracks always result from the frames of the log up to
``last_us``. When the log ends elsewhere, because this process is new to the station or another one
has written, the tracks catch up from the last snapshot and the log.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import redis
import structlog

from spotter.movement.values import Rep
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.metrics import SegmenterMetrics
from spotter.rep_segmenter.stations.assignments import Key
from spotter.rep_segmenter.stations.exercises import Exercises
from spotter.rep_segmenter.stations.holds import StationHolds
from spotter.rep_segmenter.stations.subject_selection import Judging
from spotter.rep_segmenter.stations.tracks import Limits, StationTracks, TrackEvent
from spotter.rep_segmenter.storage.cut_reps import CutReps
from spotter.rep_segmenter.storage.pose_log import Appended, PoseLog
from spotter.rep_segmenter.storage.rep_store import RepStore
from spotter.wire.errors import WireError
from spotter.wire.poses.people import PoseFrame
from spotter.wire.snapshots import UnknownSchemaError

_SAVE_WAIT_S = 1.0


@dataclass(frozen=True, slots=True)
class Cutting:
    """What all stations are cut with. ``clock`` is monotonic, in seconds.

    A station's snapshot is stored with every rep, and at least every ``frames_per_snapshot``
    frames, which must be well below the length of the pose log.
    """

    pose_log: PoseLog
    store: RepStore
    exercises: Exercises
    metrics: SegmenterMetrics
    limits: Limits
    frames_per_snapshot: int
    clock: Callable[[], float]


class Station:
    """One station. Its methods may be called from any thread; each waits for the one before it.

    Unexpected errors while cutting cost the station its open reps, and no other station anything.
    Every method may raise :class:`redis.RedisError`; the tracks are then rebuilt the next time.
    """

    def __init__(self, station_id: str, cutting: Cutting, cut_reps: CutReps) -> None:
        self._station_id = station_id
        self._with = cutting
        self._cut_reps = cut_reps
        self._tracks: StationTracks | None = None
        self._holds = StationHolds(station_id)
        self._recognised: str | None = None
        self._last_fed_s = 0.0
        self._unsaved_count = 0
        self._lock = threading.Lock()
        self._log = structlog.get_logger()

    @property
    def track_count(self) -> int:
        """The number of people being followed."""
        return 0 if self._tracks is None else len(self._tracks)

    @property
    def recognised(self) -> str | None:
        """The exercise of which a rep was last cut, as long as anybody is followed since."""
        return self._recognised if self.track_count else None

    @property
    def is_finished(self) -> bool:
        """Whether the log is cut up to its end and nobody is being followed."""
        return self._tracks is not None and not len(self._tracks)

    def cut(self, appended: Appended) -> None:
        """Cut frames that were logged, and all others that the log has and the tracks lack."""
        with self._isolated():
            if self._tracks is None or self._tracks.last_us != appended.previous_us:
                self._catch_up()
            else:
                self._follow(self._tracks, appended.accepted)

    def maintain(self) -> None:
        """Do the work that no frame triggers.

        Catch up with frames that another process logged, switch to a new exercise, reference or
        rule, expect what is due now, and finish the tracks of a station whose frames have stopped.
        """
        with self._isolated():
            tracks = self._catch_up()
            changed = _cutting_rules(tracks) != _cutting_rules(self._new_tracks())
            silent_us = (self._with.clock() - self._last_fed_s) * 1e6
            is_silent = len(tracks) > 0 and silent_us > self._with.limits.timeout_us
            if changed or is_silent:
                tracks = self._restart(tracks)
            self._expect(tracks)

    def save(self) -> None:
        """Store a snapshot, so that the next process has little to replay.

        Does without it when the station is busy for long: the log is enough.
        """
        if not self._lock.acquire(timeout=_SAVE_WAIT_S):
            return
        try:
            if self._tracks is not None:
                self._with.store.save(self._station_id, self._tracks.snapshot(), ())
        finally:
            self._lock.release()

    @contextmanager
    def _isolated(self) -> Iterator[None]:
        """Contain unexpected errors.

        The tracks may be ahead of what is stored, so they are forgotten and replayed. A replay
        would fail again after a mistake of ours, so the station then restarts where its log ends.
        """
        with self._lock:
            try:
                yield
            except redis.RedisError:
                self._tracks = None
                raise
            except Exception:  # noqa: BLE001 - it must not stop the other stations
                self._tracks = None
                self._log.exception("station failed unexpectedly", station_id=self._station_id)
                self._with.metrics.failures.inc()
                tracks = self._new_tracks(self._logged_us())
                self._with.store.save(self._station_id, tracks.snapshot(), ())

    def _catch_up(self) -> StationTracks:
        """The tracks, brought up to the end of the log."""
        log_us, tracks = self._logged_us(), self._tracks
        if tracks is not None and tracks.last_us == log_us:
            return tracks
        if tracks is None or tracks.last_us > log_us:  # the latter: the log was cleared
            self._with.exercises.refresh()
            tracks = self._new_tracks()
            self._last_fed_s = self._with.clock()
            self._unsaved_count = self._with.frames_per_snapshot
        self._tracks = tracks = self._resumed(tracks, log_us)
        missed = self._with.pose_log.read(self._station_id, tracks.last_us + 1, log_us)
        self._follow(tracks, missed)
        self._with.metrics.rebuilds.inc()
        # Damaged entries or a trimmed log may have left the tracks behind.
        tracks.last_us = log_us
        return tracks

    def _logged_us(self) -> int:
        return self._with.pose_log.last_us(self._station_id)

    def _resumed(self, tracks: StationTracks, log_us: int) -> StationTracks:
        """The tracks resumed from the last snapshot, if that is newer.

        Without a usable snapshot the log must do; a process new to the station replays all of it.
        """
        try:
            snapshot = self._with.store.snapshot(self._station_id)
            if snapshot is None or not tracks.last_us < snapshot.captured_us <= log_us:
                return tracks
            assignment = self._with.exercises.of_snapshot(snapshot)
            resumed = StationTracks.resume(assignment, self._with.limits, snapshot)
            resumed.expected = tracks.expected
        except (WireError, SegmenterError) as error:
            self._note_refused_snapshot(error)
            return tracks
        self._unsaved_count = 0
        return resumed

    def _note_refused_snapshot(self, error: WireError | SegmenterError) -> None:
        kind = "unusable" if isinstance(error, SegmenterError) else "unreadable"
        if isinstance(error, UnknownSchemaError):
            kind = "unknown_version"
        self._with.metrics.refused_snapshots.labels(kind).inc()
        self._log.warning(
            "snapshot refused: the pose log is cut again",
            station_id=self._station_id,
            kind=kind,
            reason=str(error),
        )

    def _new_tracks(self, last_us: int = 0) -> StationTracks:
        """Empty tracks, by the station's present exercises and rule."""
        exercises = self._with.exercises
        assignment, judging = (
            exercises.of(self._station_id),
            exercises.judging(self._station_id),
        )
        tracks = StationTracks(assignment, judging, self._with.limits, last_us=last_us)
        tracks.expected = exercises.expected(self._station_id)
        return tracks

    def _expect(self, tracks: StationTracks) -> None:
        """Tell the tracks when another exercise is due.

        The snapshot says up to which frame the one before was: a replay begins there.
        """
        expected = self._with.exercises.expected(self._station_id)
        if tracks.expected != expected:
            tracks.expected = expected
            self._save(tracks, ())

    def _follow(self, tracks: StationTracks, frames: Iterable[PoseFrame]) -> None:
        events: list[TrackEvent] = []
        holds = []
        to_hold = self._with.exercises.to_hold(self._station_id)
        self._recognised = self._recognised if len(tracks) else None
        for frame in frames:
            events += tracks.feed(frame)
            held = self._holds.feed(frame, tracks.subject, to_hold) if to_hold else None
            holds += [held] if held else []
            self._unsaved_count += 1
            self._last_fed_s = self._with.clock()
        if events:
            self._recognised = events[-1].assignment.exercise
        self._with.store.tell_holds(holds)
        reps = self._cut_reps.of(self._station_id, events)
        if reps or self._unsaved_count > self._with.frames_per_snapshot:
            self._save(tracks, reps)

    def _restart(self, before: StationTracks) -> StationTracks:
        """Finish all tracks; stores the result at once, since a replay would not repeat it."""
        events = before.finish()
        self._tracks = tracks = self._new_tracks(before.last_us)
        self._save(tracks, self._cut_reps.of(self._station_id, events))
        return tracks

    def _save(self, tracks: StationTracks, reps: Sequence[Rep]) -> None:
        new = self._with.store.save(self._station_id, tracks.snapshot(), reps)
        self._unsaved_count = 0
        self._cut_reps.note_stored(reps, new)


def _cutting_rules(tracks: StationTracks) -> tuple[Key | None, Judging]:
    """The exercises and the rule by which frames become reps."""
    return tracks.assignment.key if tracks.assignment else None, tracks.judging
