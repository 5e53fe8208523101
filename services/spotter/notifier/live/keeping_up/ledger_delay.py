"""How far the ledger is behind, in words. Pure."""

from dataclasses import dataclass

LATE_S = 60.0
"""It usually takes a second; a catalog that is started anew takes some."""


@dataclass(frozen=True, slots=True)
class LedgerDelay:
    """For how long verdicts have waited for the ledger, and why, as far as the catalog says."""

    behind_s: float = 0.0
    reason: str = ""

    @property
    def is_late(self) -> bool:
        """Whether somebody should look."""
        return self.behind_s > LATE_S

    @property
    def problem(self) -> str:
        """What is wrong, in words; empty while all is well."""
        if not self.is_late:
            return ""
        why = f" ({self.reason})" if self.reason else ""
        return (
            f"The ledger is {_duration(self.behind_s)} behind{why}: "
            "reps are judged, and come into histories later."
        )


def _duration(seconds: float) -> str:
    minutes = int(seconds // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
