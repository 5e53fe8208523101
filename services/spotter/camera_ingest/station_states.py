"""The state of a station's camera, derived from its events: a pure state machine."""

from dataclasses import dataclass, replace
from enum import Enum

from spotter.wire.stations import CameraMeasures, StationState, Status


class EventKind(Enum):
    """The kinds of events at a station's camera."""

    FRAME = "frame"
    FAILURE = "failure"
    END = "end"
    """The file has been played to its end."""
    PAUSE = "pause"
    """It may not film now."""
    RESUME = "resume"
    """It may film again."""
    STOP = "stop"
    """This process stops."""


@dataclass(frozen=True, slots=True)
class StationEvent:
    """An event at a station's camera at ``at_us``, microseconds since the Unix epoch.

    ``delay_s`` is how long after its capture a frame is published, ``measures`` what the camera
    gives.
    """

    station_id: str
    kind: EventKind
    at_us: int
    reason: str = ""
    delay_s: float = 0.0
    measures: CameraMeasures | None = None


class StationWatch:
    """Keeps the state of one station; times are microseconds since the Unix epoch.

    A camera without a frame for ``offline_after_s`` is offline; until then a failure only sets the
    reason.
    """

    def __init__(self, station_id: str, now_us: int, *, offline_after_s: float) -> None:
        self.state = StationState(station_id, Status.CONNECTING, now_us)
        self._offline_after_us = round(offline_after_s * 1e6)
        self._last_sign_us = now_us

    def apply(self, event: StationEvent) -> bool:
        """Apply an event; return whether the status has changed."""
        before = self.state.status
        match event.kind:
            case EventKind.FRAME:
                self._last_sign_us = event.at_us
                delay_s = self._shown_delay_s(event.delay_s)
                self._become(Status.LIVE, event.at_us)
                self.state = replace(self.state, delay_s=delay_s, measures=event.measures)
            case EventKind.FAILURE:
                self.state = replace(self.state, reason=event.reason)
            case EventKind.PAUSE:
                self._become(Status.PAUSED, event.at_us, event.reason)
            case EventKind.RESUME:
                self._last_sign_us = event.at_us
                self._become(Status.CONNECTING, event.at_us)
            case EventKind.END:
                self._become(Status.ENDED, event.at_us)
            case EventKind.STOP if self.state.status is not Status.ENDED:
                self._become(Status.OFFLINE, event.at_us, event.reason)
        return self.state.status is not before

    def tick(self, now_us: int) -> bool:
        """Apply the passing of time; return whether the status has changed."""
        # Times of after now are from before the clock was set back.
        self._last_sign_us = min(self._last_sign_us, now_us)
        self.state = replace(self.state, since_us=min(self.state.since_us, now_us))
        is_waiting = self.state.status in (Status.CONNECTING, Status.LIVE)
        if not is_waiting or now_us - self._last_sign_us < self._offline_after_us:
            return False
        silence = f"no frame for {self._offline_after_us / 1e6:g} s"
        self._become(Status.OFFLINE, now_us, self.state.reason or silence)
        return True

    def _shown_delay_s(self, delay_s: float) -> float:
        """Whole seconds, so that the state changes only with what people notice."""
        return self.state.delay_s if abs(delay_s - self.state.delay_s) < 0.75 else round(delay_s)

    def _become(self, status: Status, at_us: int, reason: str = "") -> None:
        since_us = self.state.since_us if self.state.status is status else at_us
        self.state = StationState(self.state.station_id, status, since_us, reason)
