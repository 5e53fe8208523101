"""The delay before a dead process is restarted."""

from dataclasses import dataclass

FIRST_S = 0.2
LONGEST_S = 10.0
STABLE_S = 30.0
"""A process that ran this long starts again with the first delay."""


@dataclass
class Restarts:
    """Growing delays, so that a process that keeps dying does not keep the machine busy."""

    consecutive_deaths: int = 0

    def delay_s(self, ran_s: float) -> float:
        """The delay before the next start of a process that died after ``ran_s``."""
        self.consecutive_deaths = 1 if ran_s >= STABLE_S else self.consecutive_deaths + 1
        return float(min(FIRST_S * 2 ** (self.consecutive_deaths - 1), LONGEST_S))
