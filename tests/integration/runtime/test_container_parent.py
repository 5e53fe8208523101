"""The parent of a service in a container, with a real service and real signals."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from spotter.local_stack.container import HANGS
from support.servers.redis_server import free_port
from support.waiting import PATIENCE_S, until

SERVICES = Path(__file__).parents[3] / "services"


AS_SHIPPED = ("-m", "spotter.local_stack.container", "scorer")
WITH_AN_ORPHAN = """
    import ctypes, os, sys
    from spotter.local_stack import container

    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: what process 1 of a container is
    if os.fork() == 0:
        os.fork()  # its child has no parent any more
        os._exit(0)
    sys.exit(container._main("scorer"))
"""


class Container:
    """The parent of a scorer, run with Python's ``arguments``."""

    def __init__(self, redis_url: str, arguments: tuple[str, ...]) -> None:
        self.port = free_port()
        settings = {"REDIS_URL": redis_url, "STATUS_PORT": str(self.port), "LOG_FORMAT": "json"}
        own = {f"SPOTTER_{name}": value for name, value in settings.items()}
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            env={**os.environ, "PYTHONPATH": str(SERVICES), **own},
            stderr=subprocess.PIPE,
            text=True,
        )

    @property
    def service(self) -> psutil.Process:
        """The service, once it is ready."""
        until(self._is_ready, what="a scorer that is ready")
        children = psutil.Process(self.process.pid).children()
        return next(one for one in children if "spotter.scorer" in one.cmdline())

    def end(self) -> tuple[int, list[str]]:
        """Its exit code and its log lines."""
        _, log = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, log.splitlines()

    def _is_ready(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


@contextmanager
def running(redis_url: str, *arguments: str) -> Iterator[Container]:
    container = Container(redis_url, arguments or AS_SHIPPED)
    try:
        yield container
    finally:
        container.process.kill()
        container.process.communicate()


def test_a_service_that_hangs_is_killed_so_that_the_container_ends(url: str) -> None:
    with running(url) as container:
        service = container.service
        service.send_signal(signal.SIGSTOP)
        code, log = container.end()
        assert code == HANGS
        until(lambda: not service.is_running(), what="the service's end")
    said = json.loads(log[-1])
    assert said["event"] == "killed because it hangs"
    assert said["process"] == "scorer"
    assert "SIGSTOP" in said["reason"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_is_passed_on_and_is_orderly(url: str, number: signal.Signals) -> None:
    with running(url) as container:
        assert container.service.is_running()
        container.process.send_signal(number)
        code, log = container.end()
    assert code == 0
    assert json.loads(log[-1])["event"] == "stopped"


def test_the_end_of_the_service_is_the_end_of_the_container(url: str) -> None:
    with running(url) as container:
        container.service.kill()
        code, _ = container.end()
    assert code == 128 + signal.SIGKILL


def test_the_service_does_not_outlive_its_parent(url: str) -> None:
    with running(url) as container:
        service = container.service
        container.process.kill()
        until(lambda: not service.is_running(), what="the service's end")


def test_orphans_are_reaped(url: str) -> None:
    with running(url, "-c", textwrap.dedent(WITH_AN_ORPHAN)) as container:
        parent = psutil.Process(container.process.pid)
        service = container.service
        until(lambda: parent.children() == [service], what="a parent without orphans")
        assert container.process.poll() is None
