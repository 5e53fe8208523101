"""The exercises and judging rules of all stations."""

import threading
from collections.abc import Collection, Iterable, Mapping
from itertools import compress
from typing import cast

import redis
import structlog

from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.movement.recognition.rep_recognition import Candidate
from spotter.movement.segmentation import Template, learn_template
from spotter.movement.segmentation.holding.positions import HoldPositions
from spotter.rep_segmenter.door.time_bounds import BY_THE_CLOCK, TimeBounds, bounds_of
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.stations.assignments import Assignment, Choice, Key
from spotter.rep_segmenter.stations.holds import ToHold
from spotter.rep_segmenter.stations.subject_selection import Judging
from spotter.rep_segmenter.stations.versions import Versions
from spotter.rep_segmenter.stations.workouts import for_member, open_session_in
from spotter.runtime.redis.presence import are_there
from spotter.wire.errors import WireError
from spotter.wire.names import STATION_SESSIONS, STATIONS, paused_key
from spotter.wire.sessions import StationSession
from spotter.wire.snapshots import StationSnapshot, TrainedExercise
from spotter.wire.stations import ANY_EXERCISE, Judged, Station, station_from_bytes


class Exercises:
    """The exercises and references of every station, as of the last :meth:`refresh`.

    Redis knows the stations, and what members there have to do; ``known`` are the gym's exercises.

    It logs once why a station has none, and again when the reason changes. All methods may be
    called by any thread.
    """

    def __init__(self, client: redis.Redis, known: KnownExercises) -> None:
        self._client = client
        self._known = known
        self._versions = Versions(known)
        self._assignments: Mapping[str, Assignment | Choice | SegmenterError] = {}
        self._judging: Mapping[str, Judging] = {}
        self._bounds: dict[str, TimeBounds] = {}
        self._templates: dict[str, Template] = {}
        self._candidates: dict[tuple[str, str], Candidate] = {}
        self._positions: dict[str, HoldPositions] = {}
        self._to_hold: Mapping[str, ToHold | SegmenterError] = {}
        self._expected: Mapping[str, str] = {}
        self._refresh_lock = threading.Lock()
        self._log = structlog.get_logger()

    @property
    def stations(self) -> frozenset[str]:
        """All stations."""
        return frozenset(self._assignments)

    def announced(self, station_ids: Collection[str]) -> dict[str, TimeBounds]:
        """Those that are stations of this gym, as of now, with the bounds of their capture times.

        Raises :class:`redis.RedisError`.
        """
        new = sorted(set(station_ids) - self.stations)
        bounds = self._bounds  # a refresh replaces it
        if new:
            found = cast("list[bytes | None]", self._client.hmget(STATIONS, new))
            pairs = zip(new, found, strict=True)
            bounds.update({name: _bounds(_station(data)) for name, data in pairs if data})
        return {name: bounds[name] for name in station_ids if name in bounds}

    def time_bounds(self, station_id: str) -> TimeBounds:
        """The bounds of the station's capture times."""
        return self._bounds.get(station_id, BY_THE_CLOCK)

    @property
    def missing_count(self) -> int:
        """The number of stations without a usable exercise and reference."""
        return sum(isinstance(found, SegmenterError) for found in self._assignments.values())

    def of(self, station_id: str) -> Assignment | Choice | None:
        """The station's exercises; None when it has no exercise or no usable reference."""
        found = self._assignments.get(station_id)
        return None if isinstance(found, SegmenterError) else found

    def paused(self, station_ids: Iterable[str]) -> frozenset[str]:
        """Those of these stations that are paused now. Raises :class:`redis.RedisError`."""
        asked = tuple(station_ids)
        return frozenset(compress(asked, are_there(self._client, map(paused_key, asked))))

    def to_hold(self, station_id: str) -> ToHold | None:
        """The position that the member at the station is to keep; None: none."""
        found = self._to_hold.get(station_id) if self.judges_one(station_id) else None
        return None if isinstance(found, SegmenterError) else found

    def expected(self, station_id: str) -> str | None:
        """The exercise that the member at the station is to do next, or does; None: any."""
        return self._expected.get(station_id) if self.judges_one(station_id) else None

    def judging(self, station_id: str) -> Judging:
        """The station's rule for who is judged."""
        return self._judging.get(station_id, Judging())

    def judges_one(self, station_id: str) -> bool:
        """Whether one person at a time is judged at the station."""
        return self.judging(station_id).rule is not Judged.EVERYBODY

    def refresh(self) -> None:
        """Read the stations again; references already in use are not reread.

        Raises :class:`redis.RedisError` and then keeps what was known before.
        """
        # Two concurrent refreshes would report the same changes twice, and the older reading could
        # win.
        with self._refresh_lock:
            self._read()

    def _read(self) -> None:
        stations = cast("dict[bytes, bytes]", self._client.hgetall(STATIONS))
        sessions = cast("dict[bytes, bytes]", self._client.hgetall(STATION_SESSIONS))
        live = self._known.live
        announced = {key.decode(): _station(data) for key, data in stations.items()}
        here = {key.decode(): open_session_in(data) for key, data in sessions.items()}
        found = {
            station_id: self._find(for_member(one, here.get(station_id), live), live)
            for station_id, one in announced.items()
        }
        self._log_problems("no reps are cut here", found, self._assignments)
        # Before the assignments: whichever station is known has its bounds.
        self._bounds = {station_id: _bounds(one) for station_id, one in announced.items()}
        self._assignments = found
        to_hold = {
            station_id: self._find_position(one, live)
            for station_id, one in here.items()
            if one is not None and one.held in live and station_id in announced
        }
        self._log_problems("no holds are timed here", to_hold, self._to_hold)
        self._to_hold = to_hold
        self._expected = {name: one.expected for name, one in here.items() if one and one.expected}
        self._positions = {
            digest: one for digest, one in self._positions.items() if digest in live.values()
        }
        self._judging = {
            station_id: Judging(one.judged, one.zone)
            for station_id, one in announced.items()
            if isinstance(one, Station)
        }
        self._forget_unused(found.values())

    def of_snapshot(self, snapshot: StationSnapshot) -> Assignment | Choice | None:
        """The exercises with which a snapshot was made.

        Raises :class:`SegmenterError` when a reference is missing by now.
        """
        with self._refresh_lock:
            return self._assigned(snapshot.exercises) if snapshot.exercises else None

    def _assigned(self, key: Key) -> Assignment | Choice:
        if len(key) == 1:
            return self._assignment(*key[0])
        candidates = tuple(self._candidate(*pair) for pair in key)
        assignments = {
            name: Assignment(
                name, digest, candidate.template, self._versions.equipment_digest(name, digest)
            )
            for (name, digest), candidate in zip(key, candidates, strict=True)
        }
        return Choice(assignments, candidates)

    def _assignment(self, exercise: str, digest: str) -> Assignment:
        if digest not in self._templates:
            self._templates[digest] = self._versions.learn(
                exercise, digest, lambda known: learn_template(*known.as_judged().references)
            )
        equipment = self._versions.equipment_digest(exercise, digest)
        return Assignment(exercise, digest, self._templates[digest], equipment)

    def _candidate(self, exercise: str, digest: str) -> Candidate:
        if (exercise, digest) not in self._candidates:
            self._candidates[exercise, digest] = self._versions.learn(
                exercise, digest, lambda known: Candidate.of(known.renamed(exercise))
            )
        return self._candidates[exercise, digest]

    def _forget_unused(self, found: Iterable[Assignment | Choice | SegmenterError]) -> None:
        used = [one for one in found if not isinstance(one, SegmenterError)]
        self._templates = {
            one.reference_digest: one.template for one in used if isinstance(one, Assignment)
        }
        pairs = {pair for one in used if isinstance(one, Choice) for pair in one.key}
        self._candidates = {pair: self._candidates[pair] for pair in pairs}
        self._versions.forget_all_but({digest for one in used for _, digest in one.key})

    def _find(
        self, station: Station | SegmenterError, digests: Mapping[str, str]
    ) -> Assignment | Choice | SegmenterError:
        if isinstance(station, SegmenterError):
            return station
        if not self._known.are_known:
            return SegmenterError("the catalog has not answered yet, and no exercise is kept here")
        try:
            names = _names(station, digests)
            for name in names:
                if name not in digests:
                    return SegmenterError(f"the exercise {name!r} has no reference; record one")
            return self._assigned(tuple(TrainedExercise(name, digests[name]) for name in names))
        except SegmenterError as error:
            return error

    def _find_position(
        self, session: StationSession, digests: Mapping[str, str]
    ) -> ToHold | SegmenterError:
        digest = digests[session.held]
        try:
            if digest not in self._positions:
                self._positions[digest] = self._versions.learn(
                    session.held, digest, lambda known: HoldPositions.of(known.recorded)
                )
        except SegmenterError as error:
            return error
        return ToHold(session.session_id, session.held, self._positions[digest])

    def _log_problems(
        self, what: str, found: Mapping[str, object], before: Mapping[str, object]
    ) -> None:
        for station_id, problem in found.items():
            if isinstance(problem, SegmenterError):
                reason = str(problem)
                if reason != str(before.get(station_id)):
                    self._log.warning(what, station_id=station_id, reason=reason)


def _station(data: bytes) -> Station | SegmenterError:
    try:
        return station_from_bytes(data)
    except WireError as error:
        return SegmenterError(str(error))


def _names(station: Station, known: Iterable[str]) -> list[str]:
    """The names of a station's exercises, in an order that never varies."""
    if station.candidates == (ANY_EXERCISE,):
        if not (names := sorted(known)):
            raise SegmenterError("no exercise has a reference; record one")
        return names
    if not station.exercise and not station.candidates:
        raise SegmenterError("the station has no exercise")
    return sorted(set(station.candidates)) or [station.exercise]


def _bounds(station: Station | SegmenterError) -> TimeBounds:
    return bounds_of(leaves_clock=isinstance(station, Station) and station.leaves_clock)
