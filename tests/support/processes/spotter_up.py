"""Runs ``spotter up`` as its users do and reads its output."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psutil

from support.servers.redis_server import free_port
from support.waiting import PATIENCE_S, until

_NOWHERE = "http://127.0.0.1:9"
_SERVICES = Path(__file__).parents[3] / "services"


def spotter_command(*arguments: str | Path) -> list[str]:
    """The command line of ``spotter``."""
    return [sys.executable, "-m", "spotter.cli", *map(str, arguments)]


def spotter_environment(data: Path) -> dict[str, str]:
    """The environment of a Spotter that stores its files in ``data`` and has no other settings."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SPOTTER_") or name == "SPOTTER_MODELS_DIR"
    }
    # A proxy that leads nowhere: what is Spotter's own never goes through one.
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "grpc_proxy"), _NOWHERE)
    own = {"PYTHONPATH": str(_SERVICES), "SPOTTER_DATA_DIR": str(data)}
    return inherited | proxies | own


def beside_others() -> dict[str, str]:
    """Settings of a gym beside others: a page of its own, and no frame is ever too old."""
    return {
        "SPOTTER_PORT": str(free_port()),
        "SPOTTER_LATENCY_BUDGET_S": str(PATIENCE_S),
        "SPOTTER_FRAMES_KEPT_S": str(PATIENCE_S),
    }


class SpotterUp:
    """A running ``spotter up --json``; ``verdicts`` and ``told`` are its output so far."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.verdicts: list[dict[str, Any]] = []
        self.told: list[str] = []
        self._process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._readers = [
            self._read(self._process.stdout, lambda line: self.verdicts.append(json.loads(line))),
            self._read(self._process.stderr, self.told.append),
        ]
        self.processes: set[psutil.Process] = set()
        """All processes that it has been seen to run."""

    @property
    def page(self) -> str:
        """The page's address; waits until everything runs."""
        said = until(
            lambda: self._heard("The gym is at "),
            what=f"the page's address; Spotter said {self.told}",
        )
        self._look()
        return said.split()[4]

    def wait_for_verdicts(self, count: int) -> list[dict[str, Any]]:
        """The verdicts, once there are ``count``."""
        until(
            lambda: len(self.verdicts) >= count,
            what=f"{count} verdicts; found {self.verdicts}; Spotter said {self.told}",
        )
        return list(self.verdicts)

    def wait_for_line(self, part: str) -> str:
        """The first line on standard error that contains ``part``."""
        return until(lambda: self._heard(part), what=f"{part!r}; Spotter said {self.told}")

    def service(self, name: str) -> psutil.Process:
        """The process of a service; waits until it runs."""
        return until(lambda: self._running(name), what=f"a process of {name}")[0]

    def interrupt(self) -> int:
        """Ctrl-C; the exit status."""
        self._look()
        self._process.send_signal(signal.SIGINT)
        return self.wait()

    def interrupt_twice(self) -> int:
        """Two signals without waiting between them; the exit status."""
        self._look()
        # Two signals of the same kind could be merged into one.
        self._process.send_signal(signal.SIGTERM)
        self._process.send_signal(signal.SIGINT)
        return self.wait()

    def wait(self) -> int:
        """The exit status, once it has ended and all its output has been read."""
        status = self._process.wait(PATIENCE_S)
        for reader in self._readers:
            reader.join()
        return status

    def kill(self) -> None:
        """SIGKILL it; the processes it ran end by themselves."""
        self._look()
        self._process.kill()
        self.wait()

    def left_running(self) -> list[psutil.Process]:
        """Its processes that still run."""
        _, alive = psutil.wait_procs(list(self.processes), timeout=PATIENCE_S)
        return alive

    def _heard(self, part: str) -> str:
        return next((line for line in list(self.told) if part in line), "")

    def _running(self, service: str) -> list[psutil.Process]:
        self._look()
        return [process for process in self.processes if _runs(process, service)]

    def _look(self) -> None:
        if self._process.poll() is None:
            children = psutil.Process(self._process.pid).children(recursive=True)
            self.processes.update(children)

    @staticmethod
    def _read(stream: IO[str] | None, keep: Any) -> threading.Thread:  # noqa: ANN401
        def read() -> None:
            assert stream
            with stream:
                for line in stream:
                    keep(line.rstrip())

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        return thread


@contextmanager
def spotter_up(data: Path, *arguments: str | Path, **settings: object) -> Iterator[SpotterUp]:
    """Run ``spotter up`` with these arguments and settings; kill what remains of it at the end."""
    own = {f"SPOTTER_{name.upper()}": str(value) for name, value in settings.items()}
    environment = spotter_environment(data) | beside_others() | own
    running = SpotterUp(spotter_command("up", "--open", "--json", *arguments), environment)
    try:
        yield running
    finally:
        running.kill()


def _runs(process: psutil.Process, service: str) -> bool:
    """By its command line, or by the name that a standby gives itself when it becomes a service."""
    try:
        return process.cmdline()[2:4] == ["-m", f"spotter.{service}"] or process.name() == service
    except psutil.NoSuchProcess:
        return False
