"""All processes of Spotter on one machine."""

import os
import secrets
import socket
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from spotter.local_stack.catalog import TOKEN_VARIABLE, CatalogAddress
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.database import DATABASE_VARIABLE
from spotter.local_stack.embedded_redis import EmbeddedRedis
from spotter.local_stack.gym import SOURCE_VARIABLE, Gym
from spotter.local_stack.service_commands import Service

_MOST_WORKERS = 4

SERVICE_MODULES = tuple(
    f"spotter.{process}"
    for process in (
        "rep_segmenter",
        "pose_worker",
        "scorer",
        "checkin",
        "camera_ingest",
        "notifier",
        "catalog",
    )
)
"""In the order in which a standby imports them: what most of them need comes first."""
PROCESSES_OF = {
    "frames": ("camera_ingest",),
    "poses": ("pose_worker", "rep_segmenter"),
    "verdicts": ("scorer",),
}
"""The processes that deliver what a stage of the pipeline should."""


@dataclass(frozen=True, slots=True)
class Page:
    """The address of the trainer's page, whether it asks nobody who they are, and its TLS.

    ``tls`` is "off", "local" or "files"; a local authority is in the folder ``authority``.
    """

    host: str
    port: int
    is_open: bool = False
    tls: str = "off"
    authority: Path = Path(".spotter/authority")

    @property
    def url(self) -> str:
        """The URL to open on this machine."""
        here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - compared
        scheme = "http" if self.tls == "off" else "https"
        return (
            f"{scheme}://[{here}]:{self.port}/"
            if ":" in here
            else f"{scheme}://{here}:{self.port}/"
        )


@dataclass(frozen=True, slots=True)
class RedisServers:
    """The URLs of the durable server and of that for frames; ``embedded`` servers must be run."""

    url: str
    frames_url: str
    embedded: tuple[EmbeddedRedis, ...] = ()


def redis_servers(data: DataFolder, environment: Mapping[str, str]) -> RedisServers:
    """The servers that ``environment`` names, else two embedded ones.

    There are two because reps and verdicts must be written to disk and frames must not.
    """
    url = environment.get("SPOTTER_REDIS_URL")
    if url:
        return RedisServers(url, environment.get("SPOTTER_FRAMES_REDIS_URL") or url)
    durable = EmbeddedRedis.on_free_port("redis", data.redis, durable=True)
    frames = EmbeddedRedis.on_free_port("frames_redis", data.run / "frames", durable=False)
    return RedisServers(durable.url, frames.url, (durable, frames))


def shared_token(environment: Mapping[str, str]) -> str:
    """The token of those who talk over gRPC: the user's, else a new random one."""
    return environment.get(TOKEN_VARIABLE) or secrets.token_urlsafe(24)


def services(
    gym: Gym, page: Page, cores: int, *, catalog: CatalogAddress, since_ms: int = 0
) -> tuple[list[Service], Service]:
    """The services in the order of their start, and camera_ingest, which starts when all are ready.

    The ``catalog`` starts before them and stops after them. They stop in the reverse order, so that
    each service stops after those that send it work. The page ignores verdicts from before
    ``since_ms`` (Redis's clock): they are of an earlier run. Only those who talk over gRPC know the
    catalog's token, which they share.
    """
    page_settings = {
        "SPOTTER_HOST": page.host,
        "SPOTTER_PORT": str(page.port),
        "SPOTTER_OPEN": str(page.is_open).lower(),
        "SPOTTER_TLS": page.tls,
        "SPOTTER_AUTHORITY_DIR": str(page.authority),
        "SPOTTER_TALLIED_SINCE_MS": str(since_ms),
    }
    asks = catalog.settings()
    workers = range(1, min(max(1, cores // 2), _MOST_WORKERS) + 1)
    run_name = f"{socket.gethostname()}-{secrets.token_hex(3)}"
    waiting = [
        Service("notifier", "notifier", settings=asks | page_settings, status_url=page.url),
        *(Service(f"scorer_{number}", "scorer", settings=asks) for number in workers),
        Service("rep_segmenter", "rep_segmenter", settings=asks),
        *(_pose_worker(number, run_name, cores, catalog.token) for number in workers),
        # The same name after a restart: it goes on at once with the stations that it read.
        Service("checkin", "checkin", settings=asks | {"SPOTTER_CHECKIN_NAME": run_name}),
    ]
    config = ("--config", str(gym.config))
    knows = {**gym.secrets, TOKEN_VARIABLE: catalog.token}
    return waiting, Service("camera_ingest", "camera_ingest", config, knows)


def environment_for(
    servers: RedisServers, *, pretty_logs: bool, secrets: Collection[str] = ()
) -> dict[str, str]:
    """The environment of all services: our own, without what only some of them may know.

    That is the user's camera, the variables named in ``secrets``, the shared token, and the
    address of the database.
    """
    withheld = {SOURCE_VARIABLE, TOKEN_VARIABLE, DATABASE_VARIABLE, *secrets}
    environment = {name: value for name, value in os.environ.items() if name not in withheld}
    return environment | {
        "SPOTTER_REDIS_URL": servers.url,
        "SPOTTER_FRAMES_REDIS_URL": servers.frames_url,
        "SPOTTER_LOG_FORMAT": "pretty" if pretty_logs else "json",
        "PYTHONUNBUFFERED": "1",
    }


def _pose_worker(number: int, run_name: str, cores: int, token: str) -> Service:
    name = f"pose_worker_{number}"
    settings = {
        TOKEN_VARIABLE: token,
        # The same name after a restart: the worker need not wait for its old entry to expire.
        "SPOTTER_POSE_WORKER_NAME": f"{run_name}-{name}",
        "SPOTTER_ESTIMATOR_THREADS": str(min(2, cores)),
    }
    return Service(name, "pose_worker", settings=settings)
