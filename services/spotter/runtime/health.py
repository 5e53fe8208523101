"""Health and readiness checks of a process."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Check = Callable[[], str | None]
"""Returns None while all is well, else the problem in words."""


@dataclass
class Watchdog:
    """Detects a loop that hangs.

    ``clock`` is monotonic, in seconds. The loop is stuck when its last iteration began more than
    ``limit_s`` ago.
    """

    clock: Callable[[], float]
    limit_s: float
    _last_s: float = field(init=False)

    def __post_init__(self) -> None:
        self._last_s = self.clock()

    def feed(self) -> None:
        """Note that an iteration begins."""
        self._last_s = self.clock()

    @property
    def age_s(self) -> float:
        """Seconds since the last iteration."""
        return self.clock() - self._last_s

    def check(self) -> str | None:
        """The problem when the last iteration is too long ago, else None."""
        age_s = self.age_s
        return None if age_s <= self.limit_s else f"last iteration {age_s:.1f} s ago"


class Readiness:
    """The named conditions under which a process is ready to work."""

    def __init__(self, checks: Mapping[str, Check] | None = None) -> None:
        self._checks = dict(checks or {})
        self._lock = threading.Lock()

    def add(self, name: str, check: Check) -> None:
        """Add a condition, or replace the one with that name."""
        with self._lock:
            self._checks[name] = check

    def problems(self) -> dict[str, str]:
        """The problem of each condition that fails, by name; empty when the process is ready."""
        with self._lock:
            checks = dict(self._checks)
        found = {name: _outcome(check) for name, check in checks.items()}
        return {name: problem for name, problem in found.items() if problem}


def _outcome(check: Check) -> str | None:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - a check that raises is a problem, too
        return f"{type(error).__name__}: {error}"
