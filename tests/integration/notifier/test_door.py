"""The notifier as a process that is asked under wrong names and by foreign pages."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from support.processes.service_process import ServiceProcess, warm_service
from support.waiting import PATIENCE_S, until

EVERYTHING = [
    "/",
    "/js/main.js",
    "/api/stations",
    "/api/verdicts",
    "/api/openapi.json",
    "/metrics",
    "/readyz",
    "/vendor/plotly.min.js",
]


@pytest.fixture(scope="module")
def notifier(redis_url: str) -> Iterator[ServiceProcess]:
    settings = {"redis_url": redis_url, "port": 0, "served_as": "gym.example", "open": True}
    with warm_service("notifier", **settings) as running:
        running.line("page served")
        yield running


@pytest.fixture
def address(notifier: ServiceProcess) -> str:
    return str(notifier.line("page served")["address"])


def refused(notifier: ServiceProcess, reason: str) -> float:
    return notifier.metric(f'spotter_notifier_requests_refused_total{{reason="{reason}"}}')


@pytest.mark.parametrize("path", EVERYTHING)
def test_a_rebound_name_reads_nothing(notifier: ServiceProcess, address: str, path: str) -> None:
    before = refused(notifier, "host")
    answer = httpx.get(f"{address}{path[1:]}", headers={"Host": "evil.example:8000"})
    assert answer.status_code == httpx.codes.MISDIRECTED_REQUEST
    assert answer.text.startswith("expected Host to be 127.0.0.1, [::1], gym.example, localhost;")
    assert "found 'evil.example:8000'" in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert refused(notifier, "host") == before + 1


@pytest.mark.parametrize("host", ["gym.example", "localhost:9000", "gym.example:443"])
def test_a_name_that_it_is_served_as_is_answered(address: str, host: str) -> None:
    answer = httpx.get(f"{address}healthz", headers={"Host": host})
    assert answer.json() == {"status": "alive", "problems": {}}


@pytest.mark.parametrize(
    "lines",
    [b"", b"Host: localhost\r\nHost: evil.example\r\n", b"Host: \r\n", b"Host: a/b\r\n"],
    ids=["none", "two", "empty", "no name"],
)
def test_a_request_without_one_host_is_refused(address: str, lines: bytes) -> None:
    url = httpx.URL(address)
    with socket.create_connection((url.host, url.port or 0), timeout=PATIENCE_S) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\n" + lines + b"Connection: close\r\n\r\n")
        response = HTTPResponse(connection)
        response.begin()
        assert response.status == httpx.codes.BAD_REQUEST


@pytest.mark.parametrize(
    ("headers", "status", "words"),
    [
        ({"Host": "evil.example"}, httpx.codes.MISDIRECTED_REQUEST, b"found 'evil.example'"),
        ({"Origin": "http://evil.example"}, httpx.codes.FORBIDDEN, b"found 'http://evil.example'"),
        ({"Origin": "null"}, httpx.codes.FORBIDDEN, b"found 'null'"),
    ],
)
def test_a_foreign_page_gets_no_live_socket(
    address: str, headers: dict[str, str], status: int, words: bytes
) -> None:
    url = httpx.URL(address)
    host = headers.get("Host", f"{url.host}:{url.port}")
    with (
        socket.create_connection((url.host, url.port or 0), timeout=PATIENCE_S) as connection,
        pytest.raises(InvalidStatus) as refusal,
        connect(
            f"ws://{host}/api/live",
            sock=connection,
            origin=Origin(headers["Origin"]) if "Origin" in headers else None,
        ),
    ):
        pass
    assert refusal.value.response.status_code == status
    assert words in refusal.value.response.body


def test_a_page_behind_a_proxy_gets_its_live_socket(address: str) -> None:
    with connect(
        address.replace("http", "ws") + "api/live", origin=Origin("https://gym.example")
    ) as live:
        assert "snapshot" in str(live.recv(timeout=PATIENCE_S))


def test_the_health_check_of_its_container_is_answered(address: str) -> None:
    script = Path(__file__).parents[3] / "deploy/docker/ready.py"
    check = [sys.executable, "-IS", str(script), str(httpx.URL(address).port)]
    until(
        lambda: subprocess.run(check, capture_output=True, check=False).returncode == 0,
        what="a healthy container",
    )
