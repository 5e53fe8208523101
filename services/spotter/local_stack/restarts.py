"""When a process that died is started again."""

from dataclasses import dataclass

FIRST_S = 0.2
LONGEST_S = 10.0
CALM_S = 30.0
"""After running for so long, a process has put its earlier deaths behind it."""


@dataclass
class Restarts:
    """Growing delays, so that a process that cannot live does not keep the machine busy dying."""

    deaths_in_a_row: int = 0

    def delay_s(self, ran_s: float) -> float:
        """How long to wait before the next start, after a death at the age of ``ran_s``."""
        self.deaths_in_a_row = 1 if ran_s >= CALM_S else self.deaths_in_a_row + 1
        return float(min(FIRST_S * 2 ** (self.deaths_in_a_row - 1), LONGEST_S))
