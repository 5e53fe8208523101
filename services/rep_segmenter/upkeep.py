"""The segmenter's own turn, besides the frames that come."""

import threading
from collections.abc import Callable

import redis
import structlog

from rep_segmenter.exercises import Exercises
from rep_segmenter.metrics import SegmenterMetrics
from rep_segmenter.segmenter import Segmenter
from runtime.membership import Membership
from runtime.rendezvous import owner

_TURN_S = 1.0


class Upkeep:
    """Announces the segmenter and looks after the stations that are its own."""

    def __init__(
        self,
        segmenter: Segmenter,
        exercises: Exercises,
        membership: Membership,
        metrics: SegmenterMetrics,
        note_turn: Callable[[], None],
    ) -> None:
        self._segmenter = segmenter
        self._exercises = exercises
        self._membership = membership
        self._metrics = metrics
        self._note_turn = note_turn
        self._log = structlog.get_logger()

    def run(self, stopping: threading.Event, *, beat_s: float) -> None:
        """Beat every ``beat_s`` and take a turn every second, until ``stopping`` is set.

        Goes on when Redis is away.
        """
        beats_per_turn = max(1, round(_TURN_S / beat_s))
        beats = 0
        while not stopping.is_set():
            try:
                self._membership.beat()
                if beats % beats_per_turn == 0:
                    self.turn()
            except redis.RedisError as error:
                self._log.warning("Redis does not answer", why=str(error))
            beats += 1
            stopping.wait(beat_s)

    def turn(self) -> None:
        """Look after each station that is this segmenter's, and forget those that are another's."""
        self._exercises.refresh()
        self._metrics.unassigned.set(self._exercises.missing_count)
        members = self._membership.live()
        stations = self._exercises.stations | self._segmenter.stations
        own = {name for name in stations if owner(name, members) == self._membership.member}
        self._segmenter.forget(stations - own)
        for station_id in sorted(own):
            # Catching up may take long, and who does not beat counts as dead.
            self._membership.beat()
            self._segmenter.look_after(station_id)
        self._note_turn()
