"""The status server answers probes, and drops whoever says nothing."""

import socket
from http.client import HTTPConnection

from prometheus_client import CollectorRegistry

from spotter.runtime.health import Readiness
from spotter.runtime.status_server import StatusServer
from support.waiting import PATIENCE_S


def test_a_silent_connection_is_closed_and_probes_are_answered_meanwhile() -> None:
    with StatusServer("127.0.0.1", 0, Readiness(), CollectorRegistry()) as server:
        silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(40)]
        probe = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
        probe.request("GET", "/healthz")
        assert probe.getresponse().read() == b'{"status": "alive", "problems": {}}'
        probe.close()
        for connection in silent:
            connection.settimeout(PATIENCE_S)
            assert connection.recv(1) == b""
            connection.close()
