"""The status server answers probes, and drops whoever says nothing."""

import socket
import struct
import threading
from http.client import HTTPConnection

import pytest
from prometheus_client import CollectorRegistry

from spotter.runtime.health import Readiness
from spotter.runtime.status_server import StatusServer
from support.waiting import PATIENCE_S, until


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


def test_whoever_breaks_off_leaves_no_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    reset = struct.pack("ii", 1, 0)
    with StatusServer("127.0.0.1", 0, Readiness(), CollectorRegistry()) as server:
        for asked in (b"GET /hea", b"GET /healthz HTTP/1.1\r\n\r\nGET /hea"):
            with socket.create_connection(("127.0.0.1", server.port)) as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
                connection.sendall(asked)
        probe = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
        probe.request("GET", "/healthz")
        assert probe.getresponse().read() == b'{"status": "alive", "problems": {}}'
        probe.close()
        until(lambda: not answering(), what="the end of all connections")
    assert capfd.readouterr().err == ""


def answering() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if "process_request_thread" in one.name]
