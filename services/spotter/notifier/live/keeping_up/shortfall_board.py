"""What every live station lacks, and whether the machine keeps up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from spotter.notifier.live.keeping_up.shortfall import (
    NEEDED_HZ,
    Kind,
    Shortfall,
    StationMeasures,
    shortfalls,
)
from spotter.notifier.live.keeping_up.station_measures import StationWindow
from spotter.notifier.live.lasting import Lasting
from spotter.notifier.views.models import VerdictView
from spotter.wire.poses.people import PoseFrame
from spotter.wire.stations import Station, StationState

_BEGINS_AFTER_S = 12.0
"""What happened once stays in a measure for 10 s."""
_ENDS_AFTER_S = 20.0

_LOWER_RATE = f"a frame_rate_hz of {NEEDED_HZ:.0f}, "


class ShortfallBoard:
    """Keeps what every live station lacks; ``clock`` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.measures: Mapping[str, StationMeasures] = {}
        self._clock = clock
        self._windows: defaultdict[str, StationWindow] = defaultdict(StationWindow)
        self._lasting: dict[str, Lasting[Kind, Shortfall]] = {}
        self._told: dict[str, tuple[Shortfall, ...]] = {}

    def set_totals(self, read: Mapping[str, int], stale: Mapping[str, int]) -> None:
        """Note how many frames of each station were read so far, and how many were too old."""
        for station_id, frames in read.items():
            self._windows[station_id].add_totals(frames, stale.get(station_id, 0), self._clock())

    def add_people(self, frame: PoseFrame) -> None:
        """Note the people of a frame."""
        self._windows[frame.station_id].add_people(frame, self._clock())

    def add_verdict(self, verdict: VerdictView) -> None:
        """Note a new verdict."""
        self._windows[verdict.station_id].add_verdict(verdict, self._clock())

    def turn(self, live: Iterable[tuple[Station, StationState]]) -> None:
        """Look at the ``live`` stations, about once a second; forget the others."""
        now_s = self._clock()
        self.measures = {
            station.station_id: self._windows[station.station_id].measures(station, state, now_s)
            for station, state in live
        }
        self._lasting = {
            station_id: self._lasting.get(station_id)
            or Lasting(begins_after_s=_BEGINS_AFTER_S, ends_after_s=_ENDS_AFTER_S)
            for station_id in self.measures
        }
        for station_id in self._windows.keys() - self.measures.keys():
            del self._windows[station_id]
        self._told = {
            station_id: tuple(
                lasting.turn(
                    {found.kind: found for found in shortfalls(self.measures[station_id])}, now_s
                ).values()
            )
            for station_id, lasting in self._lasting.items()
        }

    def of(self, station_id: str) -> tuple[Shortfall, ...]:
        """What a station has lacked for some time."""
        return self._told.get(station_id, ())

    @property
    def overload(self) -> str:
        """That the machine cannot keep up, and what to do, in words; empty while it can."""
        behind = sum(any(one.kind is Kind.SKIPPED for one in told) for told in self._told.values())
        if 2 * behind <= len(self._told):
            return ""
        stations = "1 station" if behind == 1 else f"{behind} of {len(self._told)} stations"
        gives_more = any(one.given_hz > 1.1 * NEEDED_HZ for one in self.measures.values())
        return (
            f"This machine cannot keep up: at {stations} too few pictures are judged in time. "
            f"Fewer stations, {_LOWER_RATE if gives_more else ''}SPOTTER_POSE=blazepose-lite or "
            "another machine help."
        )
