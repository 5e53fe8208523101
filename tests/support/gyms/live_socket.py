"""The live socket of a page, as a notifier serves it."""

import json
from collections.abc import Callable
from typing import Any

from websockets.sync.client import connect
from websockets.sync.connection import Connection
from websockets.typing import Origin

from support.processes.service_process import ServiceProcess
from support.waiting import PATIENCE_S

Json = dict[str, Any]

SCRIPT = "<script>alert('Rack 1')</script>"
"""A station's name."""


def address(notifier: ServiceProcess) -> str:
    return str(notifier.line("page served")["address"])


def page_of(notifier: ServiceProcess, origin: Origin | None = None) -> Connection:
    """The live socket of a page that is being opened."""
    return connect(
        address(notifier).replace("http", "ws") + "api/live",
        origin=origin,
        open_timeout=PATIENCE_S,
        ping_timeout=PATIENCE_S,
        close_timeout=PATIENCE_S,
    )


def hear(live: Connection, wanted: Callable[[Json], bool]) -> Json:
    """The next message that is ``wanted``; the poses on the way are seen."""
    while True:
        message: Json = json.loads(live.recv(timeout=PATIENCE_S))
        if message["type"] == "poses":
            live.send(json.dumps({"seen": message["number"]}))
        if wanted(message):
            return message


def of_type(kind: str) -> Callable[[Json], bool]:
    return lambda message: bool(message["type"] == kind)


def with_status(station_id: str, status: str) -> Callable[[Json], bool]:
    """Messages that say that the station has this status."""

    def wanted(message: Json) -> bool:
        stations = message.get("stations") or [message.get("station", {})]
        return any(
            (one.get("station_id"), one.get("status")) == (station_id, status) for one in stations
        )

    return wanted
