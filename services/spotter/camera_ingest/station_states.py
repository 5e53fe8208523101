"""What is known of a station's camera, from what happens to it: a pure state machine."""

from dataclasses import dataclass, replace
from enum import Enum

from spotter.wire.stations import StationState, Status


class Happening(Enum):
    """What can happen to a station's camera."""

    FRAME = "frame"
    FAILURE = "failure"
    END = "end"
    """The file has been played to its end."""
    STOP = "stop"
    """This process stops."""


@dataclass(frozen=True, slots=True)
class StationEvent:
    """Something that happened to a station's camera at ``at_us`` (Unix epoch, microseconds)."""

    station_id: str
    happening: Happening
    at_us: int
    reason: str = ""


class StationWatch:
    """Keeps the state of one station; times are microseconds since the Unix epoch.

    A camera without a frame for ``offline_after_s`` is offline; until then a failure is only noted
    as the reason.
    """

    def __init__(self, station_id: str, now_us: int, *, offline_after_s: float) -> None:
        self.state = StationState(station_id, Status.CONNECTING, now_us)
        self._offline_after_us = round(offline_after_s * 1e6)
        self._last_sign_us = now_us

    def apply(self, event: StationEvent) -> bool:
        """Take note of what happened; say whether the status is another one now."""
        before = self.state.status
        match event.happening:
            case Happening.FRAME:
                self._last_sign_us = event.at_us
                self._become(Status.LIVE, event.at_us)
            case Happening.FAILURE:
                self.state = replace(self.state, reason=event.reason)
            case Happening.END:
                self._become(Status.ENDED, event.at_us)
            case Happening.STOP if self.state.status is not Status.ENDED:
                self._become(Status.OFFLINE, event.at_us, event.reason)
        return self.state.status is not before

    def look(self, now_us: int) -> bool:
        """Take note of the time; say whether the status is another one now."""
        is_waiting = self.state.status in (Status.CONNECTING, Status.LIVE)
        if not is_waiting or now_us - self._last_sign_us < self._offline_after_us:
            return False
        silence = f"no frame for {self._offline_after_us / 1e6:g} s"
        self._become(Status.OFFLINE, now_us, self.state.reason or silence)
        return True

    def _become(self, status: Status, at_us: int, reason: str = "") -> None:
        since_us = self.state.since_us if self.state.status is status else at_us
        self.state = replace(self.state, status=status, since_us=since_us, reason=reason)
