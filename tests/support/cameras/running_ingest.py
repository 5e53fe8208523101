"""A camera_ingest that runs in this process, and videos whose pictures show their numbers."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import numpy as np
import redis
import yaml
from numpy.typing import NDArray

from spotter.camera_ingest.configuration.gym import load_gym
from spotter.camera_ingest.service import serve
from spotter.camera_ingest.settings import IngestSettings
from spotter.pictures.jpeg import decode_jpeg
from spotter.wire import names
from spotter.wire.poses.frames import Frame, frame_from_fields
from spotter.wire.stations import StationState, Status, station_state_from_bytes
from support.servers.redis_server import free_port
from support.waiting import until


def numbered_pictures(count: int, height: int = 48, width: int = 64) -> list[NDArray[np.uint8]]:
    """Each picture shows its number from 0 to 255 as eight stripes, black or white."""
    bits = (np.arange(count)[:, None] >> np.arange(8)) & 1
    stripes = np.repeat(255 * bits, width // 8, axis=1).astype(np.uint8)
    return [np.broadcast_to(row[None, :, None], (height, width, 3)).copy() for row in stripes]


def number_of(frame: Frame) -> int:
    stripes = np.array_split(decode_jpeg(frame.jpeg), 8, axis=1)
    return sum(int(stripe.mean() > 127) << bit for bit, stripe in enumerate(stripes))


def station(station_id: str, source: object, **values: object) -> dict[str, object]:
    return {"id": station_id, "source": str(source), "exercise": "squat", **values}


class Ingest:
    """A running camera_ingest, seen from outside."""

    def __init__(self, url: str, port: int) -> None:
        self.redis = redis.Redis.from_url(url)
        self._port = port

    def frames(self, station_id: str) -> list[Frame]:
        entries = cast(
            "list[tuple[bytes, dict[bytes, bytes]]]",
            self.redis.xrange(names.frame_stream(station_id)),
        )
        return [frame_from_fields(station_id, fields) for _, fields in entries]

    def state(self, station_id: str) -> StationState | None:
        data = cast("bytes | None", self.redis.hget(names.STATION_STATES, station_id))
        return station_state_from_bytes(data) if data else None

    def status(self, station_id: str) -> Status | None:
        state = self.state(station_id)
        return state.status if state else None

    def events(self, station_id: str) -> list[Status]:
        entries = cast(
            "list[tuple[bytes, dict[bytes, bytes]]]", self.redis.xrange(names.STATION_EVENTS)
        )
        states = [station_state_from_bytes(fields[names.STATE_FIELD]) for _, fields in entries]
        return [state.status for state in states if state.station_id == station_id]

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}{path}") as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def count(self, metric: str, station_id: str, reason: str = "") -> float:
        """A metric's value; without a reason, over all of them."""
        labels = [f'station="{station_id}"', f'reason="{reason}"' if reason else ""]
        return sum(
            float(line.rpartition(" ")[2])
            for line in self.get("/metrics")[1].splitlines()
            if line.startswith(f"spotter_ingest_{metric}{{") and all(one in line for one in labels)
        )


def described(folder: Path, *stations: Mapping[str, object]) -> Path:
    path = folder / "gym.yaml"
    path.write_text(yaml.safe_dump({"stations": list(stations)}))
    return path


@contextmanager
def ingesting(
    folder: Path, url: str, *stations: Mapping[str, object], **settings: object
) -> Iterator[Ingest]:
    port = free_port()
    gym = load_gym(described(folder, *stations), {})
    values = IngestSettings.model_validate({"redis_url": url, "status_port": port, **settings})
    stopping = threading.Event()
    thread = threading.Thread(target=serve, args=(gym, values, stopping))
    thread.start()
    ingest = Ingest(url, port)
    try:
        until(lambda: ingest.status(str(stations[0]["id"])), what="the first state")
        yield ingest
    finally:
        stopping.set()
        thread.join()
        ingest.redis.close()
