"""Watches all stations of a process and publishes their states."""

import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

import redis
import structlog

from spotter.camera_ingest.metrics import IngestMetrics
from spotter.camera_ingest.station_registry import StationRegistry
from spotter.camera_ingest.station_states import EventKind, StationEvent, StationWatch
from spotter.runtime.redis.outage import RedisOutage
from spotter.wire.stations import StationState, Status

_log = structlog.get_logger()

_STEP_INTERVAL_S = 0.2
_REFRESH_US = 5_000_000
_STEPS_PER_NOTE = 5


class Supervisor:
    """Collects the stations' events, keeps their states and publishes changes.

    Any thread may put into ``events``; everything else belongs to one thread. ``now_us`` is the
    wall clock.
    """

    def __init__(
        self,
        station_ids: Sequence[str],
        registry: StationRegistry,
        metrics: IngestMetrics,
        *,
        now_us: Callable[[], int],
        offline_after_s: float,
    ) -> None:
        self.events: SimpleQueue[StationEvent] = SimpleQueue()
        self._registry = registry
        self._metrics = metrics
        self._now_us = now_us
        self._watches = {
            station_id: StationWatch(station_id, now_us(), offline_after_s=offline_after_s)
            for station_id in station_ids
        }
        self._published: dict[str, StationState] = {}
        self._refresh_at_us = 0
        self._with_frames: set[str] = set()
        self._steps = 0
        self._outage = RedisOutage("states of stations")
        for watch in self._watches.values():
            registry.announce(watch.state)
            metrics.live.labels(watch.state.station_id).set(0)

    def run(self, stopping: threading.Event, stepped: Callable[[], None]) -> None:
        """Run until told to stop; call ``stepped`` after each step."""
        while not stopping.wait(_STEP_INTERVAL_S):
            self.step()
            stepped()

    def step(self) -> None:
        """Apply all events and the passing of time; publish what has changed."""
        self._take_events()
        now_us = self._now_us()
        for watch in self._watches.values():
            self._note(watch, watch.tick(now_us))
        self._publish(now_us)
        self._steps += 1
        if self._with_frames and self._steps % _STEPS_PER_NOTE == 0:
            self._note_frames()

    def stop(self) -> None:
        """Announce that no more frames will come."""
        self._take_events()
        now_us = self._now_us()
        for station_id, watch in self._watches.items():
            stop = StationEvent(station_id, EventKind.STOP, now_us, "camera_ingest has stopped")
            self._note(watch, watch.apply(stop))
        self._publish(now_us)

    def _take_events(self) -> None:
        try:
            while True:
                event = self.events.get_nowait()
                if event.kind is EventKind.FRAME:
                    self._with_frames.add(event.station_id)
                watch = self._watches[event.station_id]
                self._note(watch, watch.apply(event))
        except Empty:
            pass

    def _note_frames(self) -> None:
        """Say of which stations frames have come since the last time."""
        try:
            self._registry.note_frames(self._with_frames)
        except redis.RedisError as error:
            self._outage.begin(error)
        else:
            self._with_frames.clear()

    def _note(self, watch: StationWatch, has_changed: bool) -> None:  # noqa: FBT001 - it has one kind of caller
        if not has_changed:
            return
        state = watch.state
        self._registry.announce(state)
        self._metrics.live.labels(state.station_id).set(state.status is Status.LIVE)
        _log.info(
            "station changed",
            station_id=state.station_id,
            status=state.status.value,
            reason=state.reason,
        )

    def _publish(self, now_us: int) -> None:
        states = {station_id: watch.state for station_id, watch in self._watches.items()}
        if states == self._published and 0 <= self._refresh_at_us - now_us <= _REFRESH_US:
            return
        try:
            self._registry.update(tuple(states.values()))
        except redis.RedisError as error:
            self._published = {}
            self._outage.begin(error)
        else:
            self._published = states
            self._refresh_at_us = now_us + _REFRESH_US
            self._outage.end()
