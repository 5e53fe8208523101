"""The notifier as a process: its memory, its port, its end, and Redis that is away."""

import signal
import socket

import httpx
import psutil
import pytest
import redis
from websockets.exceptions import ConnectionClosed

from support.gyms.live_socket import address, hear, of_type, page_of
from support.gyms.staged_gym import StagedGym
from support.processes.service_process import service_process, warm_service
from support.servers.redis_server import free_port, redis_server
from support.waiting import PATIENCE_S, until

MOST_MEMORY_BYTES = 150_000_000


def test_the_notifier_stays_small(gym: StagedGym) -> None:
    with service_process("notifier", **gym.settings, port=0) as notifier:
        httpx.get(f"{address(notifier)}vendor/plotly.min.js", timeout=PATIENCE_S)

        assert psutil.Process(notifier.process.pid).memory_info().rss < MOST_MEMORY_BYTES


def test_a_port_in_use_is_said_plainly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with service_process("notifier", open=True, port=port) as refused:
            status = refused.wait()

    assert status == 1
    reason = refused.lines[-1]["reason"]
    assert f"cannot serve the page at 127.0.0.1:{port}" in reason
    assert "SPOTTER_PORT" in reason


def test_it_ends_at_once_when_told_to_though_pages_are_open() -> None:
    with (
        redis_server() as url,
        warm_service("notifier", open=True, redis_url=url, port=0) as running,
    ):
        with page_of(running) as live:
            hear(live, of_type("snapshot"))
            running.process.send_signal(signal.SIGTERM)
            with pytest.raises(ConnectionClosed):
                hear(live, of_type("never"))
        assert running.wait() == 0


def test_it_is_alive_but_not_ready_without_redis_and_recovers_when_redis_comes_back() -> None:
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    with (
        warm_service("notifier", open=True, redis_url=url, port=0) as running,
        httpx.Client(base_url=address(running), timeout=PATIENCE_S) as http,
    ):
        assert http.get("healthz").status_code == httpx.codes.OK
        assert http.get("readyz").status_code == httpx.codes.SERVICE_UNAVAILABLE
        with redis_server(port), redis.Redis.from_url(url) as client:
            StagedGym(client).add_station("rack-1", "Rack 1")
            found = until(lambda: http.get("api/stations").json(), what="the station")
            assert found[0]["name"] == "Rack 1"
            until(lambda: http.get("readyz").is_success, what="it to be ready")
        answer = http.get("api/reps/rack-1_1_1")
        assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
