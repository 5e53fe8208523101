"""Health and readiness checks of a process: whether it turns, and whether it can serve."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

HANGS_AFTER_S = 60.0
"""A loop that has not turned for so long hangs: longer than any step, with retries, on a machine
that is too slow."""

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
        return self._older_than(self.limit_s)

    def hangs(self) -> str | None:
        """The problem when only a restart may help, else None."""
        return self._older_than(HANGS_AFTER_S)

    def _older_than(self, limit_s: float) -> str | None:
        age_s = self.age_s
        return None if age_s <= limit_s else f"last iteration {age_s:.1f} s ago"


class Readiness:
    """The named conditions under which a process is ready to work, and the loops it turns."""

    def __init__(self, checks: Mapping[str, Check] | None = None) -> None:
        self._checks = dict(checks or {})
        self._loops: dict[str, Watchdog] = {}
        self._lock = threading.Lock()

    def add(self, name: str, check: Check) -> None:
        """Add a condition, or replace the one with that name."""
        with self._lock:
            self._checks[name] = check

    def turns(self, name: str, watchdog: Watchdog) -> None:
        """Add a loop that must turn, whatever else fails; it is no condition of readiness."""
        with self._lock:
            self._loops[name] = watchdog

    def problems(self) -> dict[str, str]:
        """The problem of each condition that fails, by name; empty when the process is ready."""
        with self._lock:
            checks = dict(self._checks)
        return _failing(checks)

    def hanging(self) -> dict[str, str]:
        """The problem of each loop that hangs, by name; empty while the process is alive."""
        with self._lock:
            checks = {name: watchdog.hangs for name, watchdog in self._loops.items()}
        return _failing(checks)


def _failing(checks: Mapping[str, Check]) -> dict[str, str]:
    found = {name: _outcome(check) for name, check in checks.items()}
    return {name: problem for name, problem in found.items() if problem}


def _outcome(check: Check) -> str | None:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - a check that raises is a problem, too
        return f"{type(error).__name__}: {error}"
