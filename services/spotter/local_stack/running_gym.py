"""All processes of a run, while it runs."""

from collections.abc import Callable
from dataclasses import dataclass

from spotter.local_stack.processes.fleet import Fleet


@dataclass(frozen=True, slots=True)
class RunningGym:
    """The processes of a run: the Redis ``servers``, and the services in ``fleet``."""

    servers: Fleet
    fleet: Fleet
    redis_url: str

    def keep_alive(self) -> None:
        """Restart what died or hangs."""
        self.servers.restart_dead()
        self.fleet.restart_dead()

    def running(self) -> dict[str, int]:
        """The process ids of the running processes, by name."""
        return {**self.servers.running(), **self.fleet.running()}

    def problems(self) -> dict[str, str]:
        """Why processes are not ready, by their names."""
        return {**self.servers.problems(), **self.fleet.problems()}

    def restart_counts(self) -> dict[str, int]:
        """How often each process was restarted, by its name."""
        return {**self.servers.restart_counts(), **self.fleet.restart_counts()}


Attendant = Callable[[], None]
"""What is done at each turn of a run, several times a second."""
