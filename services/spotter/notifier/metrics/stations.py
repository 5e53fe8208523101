"""The metrics of stations whose camera is live."""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, Gauge

from spotter.notifier.live.keeping_up.flow import StationFlow
from spotter.notifier.live.keeping_up.shortfall_board import ShortfallBoard


class StationMetrics:
    """How far each station is, and what it lacks, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._flow = _flow_gauges(registry)
        self._stale_ratio = _of_station(
            "spotter_station_stale_ratio",
            "Share of the frames of the last 10 s that were too old when a pose worker read them.",
            registry,
        )
        self._person_px = _of_station(
            "spotter_station_person_pixels",
            "How tall the tallest person in the picture would stand there, over 10 s.",
            registry,
        )
        self._shortfalls = Gauge(
            "spotter_station_shortfall",
            "1 for what a station whose camera is live has lacked for some time, by kind.",
            ["station", "kind"],
            registry=registry,
        )
        self._overloaded = Gauge(
            "spotter_overloaded",
            "1 while at most live stations too few frames are judged in time.",
            registry=registry,
        )

    def show_flows(self, flows: Mapping[str, StationFlow]) -> None:
        """Show how far the pipeline of each station has come; forget all other stations."""
        for gauge in self._flow:
            gauge.clear()
        for station_id, flow in flows.items():
            values = (flow.frame_age_s, flow.pose_age_s, flow.reps_waiting, flow.wait_s)
            for gauge, value in zip(self._flow, values, strict=True):
                if value is not None:
                    gauge.labels(station_id).set(value)

    def show_shortfalls(self, board: ShortfallBoard, live_ids: Iterable[str]) -> None:
        """Show what each of the live stations lacks; forget all other stations."""
        for gauge in (self._stale_ratio, self._person_px, self._shortfalls):
            gauge.clear()
        for station_id, measures in board.measures.items():
            self._stale_ratio.labels(station_id).set(measures.stale_ratio)
            if measures.person_px is not None:
                self._person_px.labels(station_id).set(measures.person_px)
        for station_id in live_ids:
            for shortfall in board.of(station_id):
                self._shortfalls.labels(station_id, shortfall.kind.value).set(1)
        self._overloaded.set(bool(board.overload))


def _flow_gauges(registry: CollectorRegistry) -> tuple[Gauge, Gauge, Gauge, Gauge]:
    """Of the values of a :class:`StationFlow`, in their order."""
    return (
        _of_station(
            "spotter_station_frame_age_seconds", "Seconds since the camera's last frame.", registry
        ),
        _of_station(
            "spotter_station_pose_age_seconds",
            "Seconds since the last poses; nobody in the picture is a pose, too.",
            registry,
        ),
        _of_station("spotter_station_reps_waiting", "Reps without a verdict.", registry),
        _of_station(
            "spotter_station_verdict_wait_seconds",
            "Seconds that the oldest rep without a verdict has waited for it.",
            registry,
        ),
    )


def _of_station(name: str, words: str, registry: CollectorRegistry) -> Gauge:
    live = "By station whose camera is live."
    return Gauge(name, f"{words} {live}", ["station"], registry=registry)
