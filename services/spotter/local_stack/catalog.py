"""The catalog on this machine, and how commands reach it."""

import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.database import DATABASE_VARIABLE, database_url, demo_database_url
from spotter.local_stack.embedded_redis import EmbeddedRedis
from spotter.local_stack.ports import LOOPBACK, free_port
from spotter.local_stack.processes.fleet import Fleet
from spotter.local_stack.processes.process_logs import ProcessLog
from spotter.local_stack.service_commands import Service
from spotter.local_stack.time_zone import time_zone

ADDRESS_VARIABLE = "SPOTTER_CATALOG_ADDRESS"
TOKEN_VARIABLE = "SPOTTER_GRPC_TOKEN"  # noqa: S105 - a name
_ZONE_VARIABLE = "SPOTTER_TIME_ZONE"
_REDIS_VARIABLE = "SPOTTER_REDIS_URL"
_READY_S = 60.0
_CONNECT_S = 1.0


@dataclass(frozen=True, slots=True)
class CatalogAddress:
    """Where a catalog answers, ``host:port``, and the token that it wants; empty: none.

    The people and exercises of a demo's are made up.
    """

    address: str
    token: str = field(default="", repr=False)
    is_demo: bool = False

    @classmethod
    def on_free_port(cls, token: str, *, is_demo: bool = False) -> "CatalogAddress":
        """An address of this machine at which nobody listens yet."""
        return cls(f"{LOOPBACK}:{free_port()}", token, is_demo)

    def settings(self) -> dict[str, str]:
        """The variables of a process that asks this catalog."""
        return {ADDRESS_VARIABLE: self.address, TOKEN_VARIABLE: self.token}


def catalog_service(
    data: DataFolder, catalog: CatalogAddress, environment: Mapping[str, str]
) -> Service:
    """The service that answers at the address; it alone knows that of the database."""
    host, _, port = catalog.address.rpartition(":")
    settings = {
        DATABASE_VARIABLE: demo_database_url(data)
        if catalog.is_demo
        else database_url(data, environment),
        TOKEN_VARIABLE: catalog.token,
        "SPOTTER_CATALOG_HOST": host,
        "SPOTTER_CATALOG_PORT": port,
        _ZONE_VARIABLE: environment.get(_ZONE_VARIABLE) or time_zone(environment),
    }
    return Service("catalog", "catalog", settings=settings)


def write_catalog_address(data: DataFolder, catalog: CatalogAddress) -> None:
    """Let this user's commands reach the catalog of the gym that runs here."""
    data.catalog.touch(mode=0o600)
    data.catalog.write_text(json.dumps(asdict(catalog)), encoding="utf-8")


@contextmanager
def catalog_of(
    data: DataFolder, environment: Mapping[str, str] = os.environ, *, takes_demo: bool = True
) -> Iterator[CatalogAddress]:
    """The catalog that ``environment`` names, else that of the gym that runs in ``data``.

    Unless it ``takes_demo``, a demo gym that runs is left alone.
    If no gym runs there, one is started on its database, with a Redis of its own unless
    ``environment`` names one, and stopped at the end. Use it from the main thread. Raises
    :class:`LocalStackError` if it cannot start.
    """
    running = running_catalog(data, environment)
    if running and (takes_demo or not running.is_demo):
        yield running
    else:
        with _started(data, environment) as catalog:
            yield catalog


def running_catalog(data: DataFolder, environment: Mapping[str, str]) -> CatalogAddress | None:
    """The catalog that ``environment`` names, else that of the gym that runs, else None."""
    if address := environment.get(ADDRESS_VARIABLE):
        return CatalogAddress(address, environment.get(TOKEN_VARIABLE, ""))
    return _running_in(data)


def _running_in(data: DataFolder) -> CatalogAddress | None:
    """The catalog of the gym that runs; None if what the file names is no more."""
    try:
        said = json.loads(data.catalog.read_text(encoding="utf-8"))
        catalog = CatalogAddress(said["address"], said["token"], said["is_demo"])
        host, _, port = catalog.address.rpartition(":")
        socket.create_connection((host, int(port)), _CONNECT_S).close()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return catalog


@contextmanager
def _started(data: DataFolder, environment: Mapping[str, str]) -> Iterator[CatalogAddress]:
    catalog = CatalogAddress.on_free_port(environment.get(TOKEN_VARIABLE, ""))
    service = catalog_service(data, catalog, environment)
    with (
        TemporaryDirectory(prefix="spotter-") as folder,
        Fleet(lambda name: ProcessLog(data.logs, name, verbose=False), _nobody_asked) as fleet,
    ):
        own = {**environment, "SPOTTER_LOG_FORMAT": "json", "PYTHONUNBUFFERED": "1"}
        if _REDIS_VARIABLE not in environment:
            server = EmbeddedRedis.on_free_port("redis", Path(folder), durable=False)
            fleet.add(server.name, server.command)
            own[_REDIS_VARIABLE] = server.url
        fleet.add(service.name, service.command(own))
        for _ in fleet.await_ready(_READY_S, lambda: False):
            pass
        yield catalog


def _nobody_asked(_said: str) -> None:
    """A command does not tell of the processes that it runs."""
