"""How many streams may be open at once. One that is idle makes room for a new one."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from spotter.rep_segmenter.door.metrics import DoorMetrics
from spotter.rep_segmenter.errors import SegmenterError

_IDLE_S = 10.0


class NoPlaceError(SegmenterError):
    """The stream cannot begin, or must end; the message says why."""


@dataclass(slots=True, eq=False)
class Place:
    """One open stream: its task, when its last batch came, and whether it was told to end."""

    task: asyncio.Task[Any] | None
    last_s: float
    is_withdrawn: bool = False


class StreamPlaces:
    """Places for ``limit`` streams; ``clock`` is monotonic, in seconds. For one event loop."""

    def __init__(self, limit: int, clock: Callable[[], float], metrics: DoorMetrics) -> None:
        self._limit = limit
        self._clock = clock
        self._metrics = metrics
        self._taken: set[Place] = set()
        metrics.streams.set_function(lambda: len(self._taken))

    @contextmanager
    def take(self, task: asyncio.Task[Any] | None) -> Iterator[Place]:
        """A place for the stream that ``task`` serves; it is cancelled to make room for another.

        Raises :class:`NoPlaceError` when all places are in use, or when this one is withdrawn.
        """
        self._make_room()
        place = Place(task, self._clock())
        self._taken.add(place)
        try:
            yield place
        except asyncio.CancelledError:
            if not place.is_withdrawn:
                raise
            if task:
                task.uncancel()
            raise NoPlaceError(
                f"expected batches, as all {self._limit} streams are open; found none for "
                f"{_IDLE_S:g} s"
            ) from None
        finally:
            self._taken.discard(place)

    def note_batch(self, place: Place) -> None:
        """A batch has come on the stream."""
        place.last_s = self._clock()

    def _make_room(self) -> None:
        if len(self._taken) < self._limit:
            return
        idlest = min(self._taken, key=lambda place: place.last_s)
        if self._clock() - idlest.last_s < _IDLE_S:
            self._metrics.refused_calls.labels("full").inc()
            raise NoPlaceError(
                f"expected at most {self._limit} streams at a time; found one more "
                "(SPOTTER_SEGMENTER_STREAMS)"
            )
        self._metrics.refused_calls.labels("idle").inc()
        self._taken.discard(idlest)
        idlest.is_withdrawn = True
        if idlest.task:
            idlest.task.cancel()
