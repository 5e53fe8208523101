"""Whether a station's camera may film: not while it is paused, nor where nobody has checked in."""

import threading
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from typing import Protocol, cast

import redis

from spotter.camera_ingest.configuration.gym import Films, StationConfig
from spotter.wire.errors import WireError
from spotter.wire.names import STATION_SESSIONS, paused_key
from spotter.wire.sessions import station_sessions_from_bytes

PAUSED = "paused at its screen"
NOBODY = "nobody has checked in"
_NOT_KNOWN = "whether it is paused is not known yet"


class Stop(Protocol):
    """What tells a loop to end, as :class:`threading.Event` does."""

    def is_set(self) -> bool:
        """Whether to end."""

    def wait(self, timeout: float) -> bool:
        """Wait for it, at most so many seconds; returns whether to end."""


class Gate:
    """Stops one station's camera while there is a reason: ``because``, in words; empty: it films.

    It stops when the process does, too. It is closed until the reasons have been looked for.
    """

    def __init__(self, stopping: Stop) -> None:
        self.because = _NOT_KNOWN
        self._stopping = stopping

    def is_set(self) -> bool:
        """Whether to stop."""
        return bool(self.because) or self._stopping.is_set()

    def wait(self, timeout: float) -> bool:
        """Wait for the end of the process, at most ``timeout`` seconds; returns whether to stop."""
        return self._stopping.wait(timeout) or self.is_set()


class Gates:
    """The gates of ``stations``. One thread steps; a camera ``looked_at`` is wanted by somebody."""

    def __init__(
        self,
        client: redis.Redis,
        stations: Sequence[StationConfig],
        looked_at: Container[str],
        stopping: threading.Event,
    ) -> None:
        self._client = client
        self._stations = stations
        self._looked_at = looked_at
        self.by_station: Mapping[str, Gate] = {one.station_id: Gate(stopping) for one in stations}

    def step(self) -> None:
        """Look for reasons again. While Redis does not answer, what was so stays so."""
        with suppress(redis.RedisError):  # whoever publishes states tells
            pipe = self._client.pipeline(transaction=False)
            pipe.mget([paused_key(one.station_id) for one in self._stations])
            pipe.hmget(STATION_SESSIONS, [one.station_id for one in self._stations])
            paused, sessions = cast("list[list[bytes | None]]", pipe.execute())
            for station, is_paused, stored in zip(self._stations, paused, sessions, strict=True):
                because = PAUSED if is_paused is not None else self._asleep(station, stored)
                self.by_station[station.station_id].because = because

    def _asleep(self, station: StationConfig, stored: bytes | None) -> str:
        is_awake = (
            station.films is Films.ALWAYS
            or station.station_id in self._looked_at
            or _has_session(stored)
        )
        return "" if is_awake else NOBODY


def _has_session(stored: bytes | None) -> bool:
    """Whether one of the stored sessions is open; those that cannot be read are none."""
    try:
        sessions = station_sessions_from_bytes(stored or b"").sessions
    except WireError:
        return False
    return any(one.ended_us is None for one in sessions)
