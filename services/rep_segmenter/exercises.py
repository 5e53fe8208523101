"""What is trained at each station, from Redis."""

from collections.abc import Mapping
from typing import Any, cast

import redis
import structlog

from movement.errors import MovementError
from movement.reps import Template, learn_template
from rep_segmenter.errors import SegmenterError
from rep_segmenter.tracks import Assignment
from wire.errors import WireError
from wire.names import REFERENCES, STATIONS, reference_key
from wire.references import exercise_from_bytes
from wire.stations import station_from_bytes


class Exercises:
    """The exercise and the reference of every station, as of the last :meth:`refresh`.

    Why a station has none is logged once, and again when it becomes something else.
    """

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._assignments: Mapping[str, Assignment | SegmenterError] = {}
        self._templates: dict[str, Template] = {}
        self._log = structlog.get_logger()

    @property
    def stations(self) -> frozenset[str]:
        """All stations there are."""
        return frozenset(self._assignments)

    @property
    def missing_count(self) -> int:
        """How many stations have nothing to cut reps with."""
        return sum(isinstance(found, SegmenterError) for found in self._assignments.values())

    def of(self, station_id: str) -> Assignment | None:
        """What is trained at a station; None when it has no exercise or no usable reference."""
        found = self._assignments.get(station_id)
        return found if isinstance(found, Assignment) else None

    def refresh(self) -> None:
        """Look again. A reference that is in use already is not read again.

        Raises :class:`redis.RedisError`; what was known before then stays.
        """
        stations = cast("dict[bytes, bytes]", self._client.hgetall(STATIONS))
        digests = cast("dict[bytes, bytes]", self._client.hgetall(REFERENCES))
        named = {name.decode(): digest.decode() for name, digest in digests.items()}
        found = {key.decode(): self._find(data, named) for key, data in stations.items()}
        for station_id, outcome in found.items():
            self._say_what_is_wrong(station_id, outcome)
        self._assignments = found
        self._templates = {
            one.reference_digest: one.template
            for one in found.values()
            if isinstance(one, Assignment)
        }

    def of_snapshot(self, snapshot: Mapping[str, Any]) -> Assignment | None:
        """The assignment that a snapshot of a station's tracks was made with.

        Raises :class:`SegmenterError` when its reference is not there any more.
        """
        exercise = snapshot.get("exercise")
        return (
            self._assignment(exercise, str(snapshot.get("reference_digest"))) if exercise else None
        )

    def _assignment(self, exercise: str, digest: str) -> Assignment:
        if digest not in self._templates:
            self._templates[digest] = self._learn(exercise, digest)
        return Assignment(exercise, digest, self._templates[digest])

    def _find(self, data: bytes, digests: Mapping[str, str]) -> Assignment | SegmenterError:
        try:
            exercise = station_from_bytes(data).exercise
            if not exercise:
                return SegmenterError("it has no exercise")
            if exercise not in digests:
                return SegmenterError(f"the exercise {exercise!r} has no reference; record one")
            return self._assignment(exercise, digests[exercise])
        except (WireError, SegmenterError) as error:
            return SegmenterError(str(error))

    def _learn(self, exercise: str, digest: str) -> Template:
        data = self._client.get(reference_key(digest))
        if not isinstance(data, bytes):
            raise SegmenterError(f"the reference {digest[:12]} of {exercise!r} is not stored")
        try:
            return learn_template(*exercise_from_bytes(data).references)
        except (WireError, MovementError) as error:
            raise SegmenterError(f"the reference of {exercise!r} is of no use: {error}") from error

    def _say_what_is_wrong(self, station_id: str, outcome: Assignment | SegmenterError) -> None:
        before = self._assignments.get(station_id)
        if isinstance(outcome, SegmenterError) and str(outcome) != str(before):
            self._log.warning("no reps are cut here", station=station_id, why=str(outcome))
