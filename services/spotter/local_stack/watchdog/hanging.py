"""Decides whether a process hangs."""

from dataclasses import dataclass
from enum import Enum


class Sign(Enum):
    """What is seen of a process at one moment."""

    ANSWERS = "answers"
    """It has answered since the last look, and all its loops turn."""
    COMPLAINS = "complains"
    """It has answered, and said that a loop of its own hangs."""
    STOPPED = "stopped"
    """The kernel does not run it, as after SIGSTOP."""
    TRACED = "traced"
    """A debugger has stopped it."""
    SILENT = "silent"
    """It has not answered since the last look."""
    STARTS = "starts"
    """It has never answered."""


@dataclass(frozen=True, slots=True)
class Patience:
    """For how many seconds each sign may last before the process counts as hanging.

    A stopped process is certain, so it gets little time; silence may be load, so it gets much.
    """

    stopped_s: float = 2.0
    complains_s: float = 5.0
    silent_s: float = 20.0
    starts_s: float = 120.0


class Hanging:
    """Judges one process from the signs that its watcher sees at each turn.

    Only turns that came in time count in full: whatever keeps the watcher itself from running
    (a busy machine, a suspended laptop, a frozen container) also excuses the process. So a turn
    counts for ``longest_turn_s`` at most, and patience grows with the load.
    """

    def __init__(self, patience: Patience, now_s: float, *, longest_turn_s: float = 0.5) -> None:
        self._patience = patience
        self._longest_turn_s = longest_turn_s
        self._last_turn_s = now_s
        self._lasted_s = dict.fromkeys(Sign, 0.0)

    def turn(self, sign: Sign, now_s: float, complaint: str = "") -> str | None:
        """Take note of what is seen now; in words, why the process hangs, or None.

        ``now_s`` is monotonic; ``complaint`` is what the process says of itself.
        """
        counted_s = min(now_s - self._last_turn_s, self._longest_turn_s)
        self._last_turn_s = now_s
        if sign in {Sign.ANSWERS, Sign.TRACED}:
            self._lasted_s = dict.fromkeys(Sign, 0.0)
            return None
        self._lasted_s[sign] += counted_s
        if sign is not Sign.STOPPED:
            self._lasted_s[Sign.STOPPED] = 0.0
        return self._verdict(sign, complaint)

    def _verdict(self, sign: Sign, complaint: str) -> str | None:
        lasted_s, patience = self._lasted_s[sign], self._patience
        match sign:
            case Sign.STOPPED if lasted_s >= patience.stopped_s:
                return f"it has been stopped (SIGSTOP) for {lasted_s:.0f} s"
            case Sign.COMPLAINS if lasted_s >= patience.complains_s:
                return complaint
            case Sign.SILENT if lasted_s >= patience.silent_s:
                return f"no answer for {lasted_s:.0f} s"
            case Sign.STARTS if lasted_s >= patience.starts_s:
                return f"it has not begun to answer within {lasted_s:.0f} s"
        return None
