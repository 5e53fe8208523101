"""Runs a service as a process, as its users do, and reads its logs and metrics."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from support.processes.warm_process import WarmProcess
from support.waiting import PATIENCE_S, until

_TESTS = Path(__file__).parents[2]
_PATH = os.pathsep.join(map(str, (_TESTS.parent / "services", _TESTS)))


class ServiceProcess:
    """A running service; ``lines`` are its log lines so far."""

    def __init__(self, process: subprocess.Popen[str] | WarmProcess) -> None:
        self.lines: list[dict[str, Any]] = []
        self.process = process
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def line(self, event: str) -> dict[str, Any]:
        """The first log line with this event; waits, as a busy machine starts processes slowly."""

        def look() -> list[dict[str, Any]]:
            has_ended = not self._reader.is_alive()
            found = [line for line in list(self.lines) if line.get("event") == event]
            assert found or not has_ended, f"expected the log line {event!r}; the process ended"
            return found

        try:
            return until(look, what=f"the log line {event!r}")[0]
        except AssertionError as error:
            raise AssertionError(f"{error}; found {self.lines}") from None

    def metric(self, name_and_labels: str) -> float:
        """A sample of /metrics, such as ``spotter_segmenter_frames_total``."""
        for line in self.get("/metrics").splitlines():
            name, _, value = line.rpartition(" ")
            if name == name_and_labels:
                return float(value)
        raise AssertionError(f"no metric {name_and_labels}")

    def get(self, path: str) -> str:
        """The body of the status server's response, whatever the status code."""
        port = next(line["status_port"] for line in list(self.lines) if "status_port" in line)
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        with closing(connection):
            connection.request("GET", path)
            return connection.getresponse().read().decode()

    def wait(self) -> int:
        """The exit status, once it has stopped and all its lines have been read."""
        status = self.process.wait(PATIENCE_S)
        self._reader.join()
        return status

    def kill(self) -> None:
        """SIGKILL it and wait until it is gone."""
        self.process.kill()
        self.wait()

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            try:
                self.lines.append(json.loads(line))
            except ValueError:
                self.lines.append({"event": line.strip()})
        self.process.stderr.close()


@contextmanager
def service_process(
    service: str, *arguments: str | Path, **settings: object
) -> Iterator[ServiceProcess]:
    """Run ``python -m <service> <arguments>`` with these settings; kill it at the end.

    A service of the product goes by its name, one of the tests by its module.
    """
    module = service if "." in service else f"spotter.{service}"
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=_environment(settings),
        stderr=subprocess.PIPE,
        text=True,
    )
    with _until_the_end(ServiceProcess(process)) as running:
        yield running


@contextmanager
def warm_service(service: str, **settings: object) -> Iterator[ServiceProcess]:
    """The same, sooner: for tests of what a service does, not of how it starts."""
    with _until_the_end(started_warm(service, **settings)) as running:
        yield running


def started_warm(service: str, **settings: object) -> ServiceProcess:
    """The same, for whoever ends it themselves."""
    module = service if "." in service else f"spotter.{service}.__main__"
    return ServiceProcess(WarmProcess(module, (), _environment(settings)))


def _environment(settings: Mapping[str, object]) -> dict[str, str]:
    own = {f"SPOTTER_{name.upper()}": str(value) for name, value in settings.items()}
    return {**os.environ, "PYTHONPATH": _PATH, "SPOTTER_LOG_FORMAT": "json", **own}


@contextmanager
def _until_the_end(running: ServiceProcess) -> Iterator[ServiceProcess]:
    try:
        yield running
    finally:
        running.kill()
