"""Serves the browsers of a gym's stations, where any station has one as its camera."""

import time
from collections.abc import Container, Mapping, Sequence
from types import TracebackType
from typing import Self

from spotter.camera_ingest.browsers.sending import BrowserCamera
from spotter.camera_ingest.browsers.service import IngestService
from spotter.camera_ingest.configuration.gym import StationConfig
from spotter.camera_ingest.gates import Gate
from spotter.camera_ingest.metrics import IngestMetrics
from spotter.camera_ingest.settings import IngestSettings
from spotter.runtime.grpc.channel import Server
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.browser_pictures import WantedPictures

_STOP_S = 0.5
_LOOKED_AT_PX = 1280
"""So that a code or a face can be read."""


class BrowserServer:
    """The server, as a context manager; there is none for a gym of cameras and files.

    It listens from the beginning at ``address``, host:port, and serves while it is entered.
    ``cameras`` are those of stations whose camera is a browser. One whose gate is closed is told to
    be off; larger pictures are wanted where somebody is ``looked_at``. Raises
    :class:`AddressError` when it cannot listen, and :class:`PermanentError` for a wrong
    certificate.
    """

    def __init__(
        self,
        stations: Sequence[StationConfig],
        settings: IngestSettings,
        metrics: IngestMetrics,
        gates: Mapping[str, Gate],
        looked_at: Container[str],
    ) -> None:
        self.cameras = {one.station_id: BrowserCamera() for one in stations if one.is_browser}
        self._stations = {one.station_id: one for one in stations}
        self._gates = gates
        self._looked_at = looked_at
        self._settings = settings
        self._metrics = metrics
        self._server = self._listen() if self.cameras else None
        port = self._server.port if self._server else 0
        self.address = f"{settings.reachable_host}:{port}" if port else ""

    def __enter__(self) -> Self:
        if self._server:
            self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._server:
            self._server.stop(_STOP_S)

    def _listen(self) -> Server:
        service = IngestService(self.cameras, self._wanted, self._dropped, time.monotonic)
        return Server(
            f"{self._settings.ingest_host}:{self._settings.ingest_port}",
            service.add_to,
            GrpcSecurity.of(self._settings),
            streams=2 * len(self.cameras),
            on_stranger=self._metrics.refused_calls.inc,
        )

    def _wanted(self, station_id: str) -> WantedPictures:
        because = self._gates[station_id].because
        if because:
            return WantedPictures(rate_hz=0, max_side_px=0, reason=because)
        station = self._stations[station_id]
        side_px = station.frame_px or self._settings.max_side_px
        if station_id in self._looked_at:
            side_px = max(side_px, _LOOKED_AT_PX)
        return WantedPictures(station.frame_rate_hz, side_px)

    def _dropped(self, station_id: str, reason: str, count: int) -> None:
        self._metrics.frames.dropped.labels(station_id, reason).inc(count)
