"""What all stations' loops share."""

import threading
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from spotter.camera_ingest.browsers.sending import BrowserCamera
from spotter.camera_ingest.gates import Gate
from spotter.camera_ingest.metrics import IngestMetrics
from spotter.camera_ingest.station_states import StationEvent


@dataclass(frozen=True)
class LoopContext:
    """Clocks, limits, and what is known of all stations, by id.

    ``now_us`` is the wall clock, ``steady_s`` never jumps. ``browsers`` are the cameras of stations
    whose camera is one, ``gates`` tell when one may film, ``looked_at`` are those where somebody
    has asked to be recognised. ``last_captured_us`` returns when the last known frame of a station
    was captured.
    """

    now_us: Callable[[], int]
    steady_s: Callable[[], float]
    last_captured_us: Callable[[str], int]
    random: Callable[[], float]
    stopping: threading.Event
    report: Callable[[StationEvent], None]
    metrics: IngestMetrics
    camera_timeout_s: float
    pipeline_backlog: int
    browsers: Mapping[str, BrowserCamera]
    gates: Mapping[str, Gate]
    looked_at: Container[str]
