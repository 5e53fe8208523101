"""The segmenter's periodic work, besides the frames that arrive."""

import threading
from collections.abc import Callable

import redis

from spotter.rep_segmenter.segmenter import Segmenter
from spotter.rep_segmenter.stations.exercises import Exercises
from spotter.rep_segmenter.storage.gone_stations import GoneStations
from spotter.rep_segmenter.storage.taught_equipment import TaughtEquipment
from spotter.runtime.redis.membership import Membership
from spotter.runtime.redis.outage import RedisOutage
from spotter.runtime.rendezvous import owner

_STEP_S = 1.0


class Housekeeping:
    """Sends heartbeats and has the stations maintained that this segmenter owns.

    ``maintain`` must not wait for a station: a member without a heartbeat counts as dead.
    """

    def __init__(  # noqa: PLR0913 - its collaborators, each used in one place
        self,
        segmenter: Segmenter,
        exercises: Exercises,
        membership: Membership,
        gone: GoneStations,
        equipment: TaughtEquipment,
        *,
        maintain: Callable[[str], None],
        feed_watchdog: Callable[[], None],
    ) -> None:
        self._segmenter = segmenter
        self._exercises = exercises
        self._membership = membership
        self._gone = gone
        self._equipment = equipment
        self._maintain = maintain
        self._feed_watchdog = feed_watchdog
        self._outage = RedisOutage("housekeeping")

    def run(self, stopping: threading.Event, *, beat_s: float) -> None:
        """Send a heartbeat every ``beat_s`` and call :meth:`step` every second, until ``stopping``.

        Continues while Redis is unavailable.
        """
        beats_per_step = max(1, round(_STEP_S / beat_s))
        beats = 0
        while not stopping.is_set():
            self._feed_watchdog()
            try:
                has_written = self._membership.beat()
                if beats % beats_per_step == 0:
                    self.step()
                if has_written:
                    self._outage.end()
            except redis.RedisError as error:
                self._outage.begin(error)
            beats += 1
            stopping.wait(beat_s)

    def step(self) -> None:
        """Maintain this segmenter's stations, clear those that are no more, forget all others."""
        self._exercises.refresh()
        members = self._membership.live()
        gone = self._gone.ids() - self._exercises.stations
        stations = self._exercises.stations | self._segmenter.stations | gone
        own = {name for name in stations if owner(name, members) == self._membership.member}
        cleared = self._gone.clear(own & gone, is_finished=self._segmenter.is_finished)
        self._segmenter.forget((stations - own) | cleared)
        for station_id in sorted(own - cleared):
            self._maintain(station_id)
        self._equipment.tell(own - cleared)
        self._feed_watchdog()
