"""Decides when the processes of a stage that delivers nothing are started anew."""

from collections.abc import Collection
from dataclasses import dataclass

FIRST_S = 60.0
LONGEST_S = 600.0
"""A restart that does not help is repeated ever more rarely."""
_LONGEST_TURN_S = 1.0


@dataclass
class _Idle:
    lasted_s: float = 0.0
    patience_s: float = FIRST_S


class IdleStages:
    """Notes how long stages have been idle, although all of their processes say they are alive.

    As with a process that hangs, a turn that comes late counts for little: on a busy machine
    nothing is delivered by anybody.
    """

    def __init__(self, now_s: float) -> None:
        self._last_turn_s = now_s
        self._idle: dict[str, _Idle] = {}

    def turn(self, idle: Collection[str], now_s: float) -> list[str]:
        """The stages to restart now, of those that are ``idle``; ``now_s`` is monotonic."""
        counted_s = min(now_s - self._last_turn_s, _LONGEST_TURN_S)
        self._last_turn_s = now_s
        self._idle = {stage: self._idle.get(stage, _Idle()) for stage in idle}
        for known in self._idle.values():
            known.lasted_s += counted_s
        return [stage for stage, known in self._idle.items() if _is_due(known)]


def _is_due(known: _Idle) -> bool:
    if known.lasted_s < known.patience_s:
        return False
    known.lasted_s = 0.0
    known.patience_s = min(2 * known.patience_s, LONGEST_S)
    return True
