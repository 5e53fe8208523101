"""What a process says of its own health."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Check = Callable[[], str | None]
"""None while all is well, else what is wrong in words."""


@dataclass
class Watchdog:
    """When the process last went through its main loop.

    ``clock`` gives seconds that only rise; a process is stuck when its last turn is more than
    ``limit_s`` ago.
    """

    clock: Callable[[], float]
    limit_s: float
    _last_s: float = field(init=False)

    def __post_init__(self) -> None:
        self._last_s = self.clock()

    def feed(self) -> None:
        """Note that the loop has turned."""
        self._last_s = self.clock()

    @property
    def age_s(self) -> float:
        """Seconds since the last turn."""
        return self.clock() - self._last_s

    def check(self) -> str | None:
        """Say so when the last turn is too long ago."""
        age_s = self.age_s
        return None if age_s <= self.limit_s else f"last turn {age_s:.1f} s ago"


class Readiness:
    """The named conditions under which a process is ready to work."""

    def __init__(self, checks: Mapping[str, Check] | None = None) -> None:
        self._checks = dict(checks or {})
        self._lock = threading.Lock()

    def add(self, name: str, check: Check) -> None:
        """Add a condition, or replace the one of that name."""
        with self._lock:
            self._checks[name] = check

    def problems(self) -> dict[str, str]:
        """What is wrong, by the condition's name; empty when the process is ready."""
        with self._lock:
            checks = dict(self._checks)
        found = {name: _outcome(check) for name, check in checks.items()}
        return {name: problem for name, problem in found.items() if problem}


def _outcome(check: Check) -> str | None:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - a check that fails is itself the answer
        return f"{type(error).__name__}: {error}"
