"""All of Spotter's processes, run as by ``spotter up``, with video files as cameras."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast
from urllib.request import urlopen

import psutil

from bench.instruments.footage import RATE_HZ, Footage, Video
from bench.instruments.processes import on_cores
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.cli.exercise.taking_over import DEMO_AUTHOR, offer
from spotter.cli.running_gym.catalog import channel_to
from spotter.local_stack.catalog import CatalogAddress, catalog_service
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.embedded_redis import client_without_retries
from spotter.local_stack.gym import Gym, write_gym
from spotter.local_stack.pipeline import (
    Page,
    RedisServers,
    environment_for,
    redis_servers,
    services,
    shared_token,
)
from spotter.local_stack.ports import LOOPBACK, free_port
from spotter.local_stack.processes.fleet import Fleet
from spotter.local_stack.processes.process_logs import ProcessLog
from spotter.local_stack.service_commands import Service
from spotter.wire.names import POSE_FIELD, STATION_STATES, STATIONS, frame_stream, pose_log
from spotter.wire.poses.people import PoseFrame, pose_frame_from_bytes

_READY_S = 120.0
_TURN_S = 0.01


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The cores that all services share, and the threads of the pose worker's networks."""

    cores: frozenset[int]
    threads: int

    @property
    def words(self) -> str:
        """The arrangement, for people."""
        cores = "1 core" if len(self.cores) == 1 else f"{len(self.cores)} cores"
        threads = "1 thread" if self.threads == 1 else f"{self.threads} threads"
        return f"{cores}, {threads}"


class RunningGym:
    """Redis and all services; cameras start when something is played."""

    def __init__(
        self, folder: Path, servers: RedisServers, fleet: Fleet, page: Page, cores: Iterable[int]
    ) -> None:
        self.page = page
        self.client = client_without_retries(servers.url)
        self._frames_client = client_without_retries(servers.frames_url)
        self._folder = folder
        self._servers = servers
        self._fleet = fleet
        self._cores = cores
        self._ingest: Fleet | None = None

    @property
    def pids(self) -> dict[str, int]:
        """The id of each process, by its name."""
        return self._fleet.running() | (self._ingest.running() if self._ingest else {})

    def metric(self, process: str, name: str) -> float:
        """The sum of the samples of a metric of a process."""
        port = psutil.Process(self.pids[process]).environ()["SPOTTER_STATUS_PORT"]
        with urlopen(f"http://{LOOPBACK}:{port}/metrics") as answer:
            lines = answer.read().decode().splitlines()
        values = [line.rpartition(" ") for line in lines if not line.startswith("#")]
        return sum(float(value) for key, _, value in values if key.partition("{")[0] == name)

    @contextmanager
    def playing(self, stations: Sequence[Video], *, pace: str, loop: bool) -> Iterator[None]:
        """Play a video at each station; first delete earlier stations and their data."""
        described = [
            {
                "id": station.station_id,
                "source": str(station.path.resolve()),
                "exercise": station.exercise,
                "frame_rate_hz": RATE_HZ,
                "pace": pace,
                "loop": loop,
            }
            for station in stations
        ]
        with self.filming(described):
            yield

    @contextmanager
    def filming(self, described: Sequence[Mapping[str, object]]) -> Iterator[None]:
        """Take the pictures of these stations; first delete earlier stations and their data."""
        self._forget()
        config = self._folder / "gym.yaml"
        write_gym(config, described)
        with Fleet(self._make_log, _tell) as self._ingest:
            service = Service("camera_ingest", "camera_ingest", ("--config", str(config)))
            with on_cores(self._cores):
                self._ingest.add(service.name, service.command(_environment(self._servers)))
            yield
        self._ingest = None

    def logged(self, stations: Sequence[Video]) -> int:
        """How many frames of the stations are in the pose logs."""
        pipeline = self.client.pipeline(transaction=False)
        for station in stations:
            pipeline.xlen(pose_log(station.station_id))
        return sum(pipeline.execute())

    def entries(self, stream: str) -> list[tuple[bytes, dict[bytes, bytes]]]:
        """All entries of a persistent stream."""
        return cast("list[tuple[bytes, dict[bytes, bytes]]]", self.client.xrange(stream))

    def poses(self, station_id: str) -> list[PoseFrame]:
        """All that the station's pose log has."""
        entries = self.entries(pose_log(station_id))
        return [pose_frame_from_bytes(fields[POSE_FIELD]) for _, fields in entries]

    def await_logged(self, stations: Sequence[Video], count: int, limit_s: float) -> float:
        """Wait for ``count`` logged frames of the stations; returns the perf_counter seconds.

        Raises :class:`TimeoutError` if there are fewer after ``limit_s``.
        """
        deadline_s = time.perf_counter() + limit_s
        while (found := self.logged(stations)) < count:
            if time.perf_counter() > deadline_s:
                raise TimeoutError(f"expected {count} frames in {limit_s:g} s; found {found}")
            time.sleep(_TURN_S)
        return time.perf_counter()

    def await_ready(self) -> None:
        """Wait until every process is ready."""
        for _ in self._fleet.await_ready(_READY_S, lambda: False):
            pass

    def _forget(self) -> None:
        gone = [key.decode() for key in cast("list[bytes]", self.client.hkeys(STATIONS))]
        self.client.delete(STATIONS, STATION_STATES, *map(pose_log, gone))
        if gone:
            self._frames_client.delete(*map(frame_stream, gone))

    def _make_log(self, name: str) -> ProcessLog:
        return ProcessLog(self._folder / "logs", name, verbose=False)


@contextmanager
def running_gym(
    folder: Path,
    footage: Footage,
    arrangement: Arrangement,
    settings: Mapping[str, str] | None = None,
) -> Iterator[RunningGym]:
    """Run everything in ``folder``, which belongs to this run; nothing is left running.

    ``settings`` are environment variables of all services.
    """
    page = Page(LOOPBACK, free_port(), is_open=True)
    data = DataFolder(folder)
    servers = redis_servers(data, {})
    catalog = CatalogAddress.on_free_port(shared_token({}))
    empty = Gym(folder / "gym.yaml", (), 0)
    waiting, _ = services(empty, page, cores=2, catalog=catalog)
    with Fleet(lambda name: ProcessLog(folder / "logs", name, verbose=False), _tell) as fleet:
        gym = RunningGym(folder, servers, fleet, page, arrangement.cores)
        with on_cores(arrangement.cores):
            for server in servers.embedded:
                fleet.add(server.name, server.command)
        gym.await_ready()
        with on_cores(arrangement.cores):
            keeper = catalog_service(data, catalog, {})
            fleet.add(keeper.name, keeper.command(_environment(servers)))
        gym.await_ready()
        with channel_to(catalog) as channel:
            offer(ExerciseLibrary(channel, DEMO_AUTHOR), footage.references)
        with on_cores(arrangement.cores):
            for service in waiting:
                made = _arranged(service, arrangement)
                own = {"SPOTTER_CACHE_DIR": str(data.cache), **(settings or {})}
                fleet.add(made.name, made.command(_environment(servers) | own))
        gym.await_ready()
        yield gym


def _arranged(service: Service, arrangement: Arrangement) -> Service:
    if service.process != "pose_worker":
        return service
    threads = {"SPOTTER_ESTIMATOR_THREADS": str(arrangement.threads)}
    return replace(service, settings={**(service.settings or {}), **threads})


def _environment(servers: RedisServers) -> dict[str, str]:
    return environment_for(servers, pretty_logs=False)


def _tell(line: str) -> None:
    raise RuntimeError(line)
