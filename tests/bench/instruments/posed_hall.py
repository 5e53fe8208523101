"""Catalog, segmenter, scorer and notifier as processes, for a class whose poses come to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import redis

from bench.instruments.posed_class import PosedClass
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.movement.values import Exercise
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.names import STATION_STATES, STATIONS
from spotter.wire.references import exercise_bytes
from spotter.wire.stations import (
    Station,
    StationState,
    Status,
    station_bytes,
    station_state_bytes,
)
from support.movements.filmed import filmed_reference
from support.processes.service_process import service_process
from support.servers.redis_server import redis_server

USUAL_HZ = 15.0


@dataclass(frozen=True, slots=True)
class PosedHall:
    """Where the page is served, and where poses are taken."""

    client: redis.Redis
    page: str
    segmenter: str


@contextmanager
def posed_hall(folder: Path, trained: PosedClass) -> Iterator[PosedHall]:
    """Run the processes behind a page, and an exercise that they know."""
    with redis_server() as url, redis.Redis.from_url(url) as client:
        _announce(client, trained)
        common = {"redis_url": url, "status_port": 0, "cache_dir": folder / "kept"}
        database = f"sqlite:///{folder / 'catalog.sqlite3'}"
        with service_process("catalog", **common, database_url=database) as catalog:
            at = f"127.0.0.1:{catalog.line('ready')['port']}"
            _teach(at)
            settings = {**common, "catalog_address": at}
            with (
                service_process("rep_segmenter", **settings) as segmenter,
                service_process("scorer", **settings),
                service_process("notifier", **settings, port=0, open=True) as notifier,
            ):
                page = str(notifier.line("page served")["address"])
                yield PosedHall(client, page, str(segmenter.line("ready")["address"]))


def _announce(client: redis.Redis, trained: PosedClass) -> None:
    for name in trained.station_ids:
        client.hset(STATIONS, name, station_bytes(Station(name, name, "squat", None, USUAL_HZ)))
        state = StationState(name, Status.LIVE, 1)
        client.hset(STATION_STATES, name, station_state_bytes(state))


def _teach(catalog: str) -> None:
    with CatalogChannel(catalog, GrpcSecurity()) as channel:
        data = exercise_bytes(Exercise((filmed_reference("squat"),)))
        ExerciseLibrary(channel, "bench").store(data, "recorded")
