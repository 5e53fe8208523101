"""The commands of the services on this machine, and the check that they are ready."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spotter.local_stack.ports import LOOPBACK, free_port
from spotter.local_stack.processes.child import Command
from spotter.local_stack.processes.standby import Module
from spotter.local_stack.watchdog.own_service import ask, problems_in_words
from spotter.local_stack.watchdog.pulse import ask_service

_ANSWER_S = 2.0


@dataclass(frozen=True, slots=True)
class Service:
    """A service: the name of its process, its package, its arguments, its own settings.

    ``status_url`` is its health address; None means a new free port at each start.
    """

    name: str
    process: str
    arguments: tuple[str, ...] = ()
    settings: Mapping[str, str] | None = None
    status_url: str | None = None

    @property
    def module(self) -> str:
        """The Python module of its process."""
        return f"spotter.{self.process}"

    def command(self, environment: Mapping[str, str]) -> Callable[[], Command]:
        """The function that makes the service's command, from ``environment`` and its settings."""

        def make() -> Command:
            port = free_port()
            url = self.status_url or f"http://{LOOPBACK}:{port}/"
            own = {**environment, "SPOTTER_STATUS_PORT": str(port), **(self.settings or {})}
            return Command(
                self.name,
                (sys.executable, "-P", "-m", self.module, *self.arguments),
                own,
                lambda: readiness_problem(url),
                lambda: ask_service(url),
                Module(self.module, self.arguments),
            )

        return make


def readiness_problem(status_url: str) -> str | None:
    """Why the process at ``status_url`` is not ready; None when it is."""
    try:
        is_ready, said = ask(status_url, "/readyz", timeout_s=_ANSWER_S)
    except OSError:
        return "is starting"
    return None if is_ready else problems_in_words(said)
