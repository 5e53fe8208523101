"""Runs one service in a container: ends when it ends, and kills it when it hangs.

``python -m spotter.local_stack.container SERVICE ARGUMENT...`` is the parent of
``python -m spotter.SERVICE ARGUMENT...``. A container that ends is restarted by what runs it; one
that merely hangs is not, and a stopped process cannot end itself. The parent passes signals on and
reaps orphans, as process 1 of a container must.
"""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from types import FrameType

from spotter.local_stack.ports import LOOPBACK
from spotter.local_stack.processes.parent_death_signal import dies_with_parent
from spotter.local_stack.watchdog.pulse import ask_service
from spotter.local_stack.watchdog.watch import Watch

HANGS = 70
"""The exit code after a hang; EX_SOFTWARE of sysexits.h."""

_TURN_S = 0.25
_PASSED_ON = (
    signal.SIGTERM,
    signal.SIGINT,
    signal.SIGHUP,
    signal.SIGQUIT,
    signal.SIGUSR1,
    signal.SIGUSR2,
)


class Service:
    """The one child, whose end is noticed among those of orphans."""

    def __init__(self, command: list[str]) -> None:
        self.exit_code: int | None = None
        # A session of its own, so that a terminal's Ctrl-C reaches it once: from its parent.
        # It is kept, as one that is dropped would take note of the end itself.
        self._process = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own

    @property
    def pid(self) -> int:
        """The id of the process, which is also that of its group."""
        return self._process.pid

    def is_running(self) -> bool:
        """Whether its end has not been noticed yet."""
        return self.exit_code is None

    def send(self, number: int) -> None:
        """Pass a signal on."""
        if self.is_running():
            os.kill(self.pid, number)

    def kill_group(self) -> None:
        """Kill it and the processes that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def reap(self) -> None:
        """Take note of all children that have ended."""
        while (ended := _next_ended()) is not None:
            pid, status = ended
            if pid == self.pid:
                code = os.waitstatus_to_exitcode(status)
                self.exit_code = code if code >= 0 else 128 - code


def run(service: str, arguments: list[str], status_url: str) -> int:
    """Run the service to its end; its exit code, 128 + N after signal N, or :data:`HANGS`."""
    command = (sys.executable, "-P", "-m", f"spotter.{service}", *arguments)
    child = Service(dies_with_parent(command))
    _pass_signals_to(child)
    watch = Watch(child.pid, lambda: ask_service(status_url), child.is_running, time.monotonic)
    while True:
        child.reap()
        if child.exit_code is not None:
            return child.exit_code
        if why := watch.turn():
            _say(service, why)
            child.kill_group()
            return HANGS
        time.sleep(_TURN_S)


def _pass_signals_to(child: Service) -> None:
    def pass_on(number: int, _frame: FrameType | None) -> None:
        child.send(number)

    for number in _PASSED_ON:
        signal.signal(number, pass_on)


def _next_ended() -> tuple[int, int] | None:
    try:
        pid, status = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return None
    return (pid, status) if pid else None


def _say(service: str, why: str) -> None:
    """Log it as the services log."""
    said = {
        "process": service,
        "event": "killed because it hangs",
        "reason": why,
        "level": "error",
        "timestamp": datetime.now(UTC).isoformat(),
    }
    sys.stderr.write(f"{json.dumps(said)}\n")


def _main(service: str, *arguments: str) -> int:
    port = os.environ["SPOTTER_STATUS_PORT"]
    return run(service, list(arguments), f"http://{LOOPBACK}:{port}")


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
