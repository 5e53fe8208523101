"""The latest verdicts of all stations."""

from collections import deque
from collections.abc import Callable
from itertools import islice

from spotter.notifier.views.models import OutcomeName, VerdictView

IsSeen = Callable[[VerdictView], bool]
"""Says of a verdict whether whoever asks sees it."""


class History:
    """The ``kept`` latest verdicts, in the order they arrived."""

    def __init__(self, *, kept: int) -> None:
        self._verdicts: deque[VerdictView] = deque(maxlen=kept)

    def add(self, verdict: VerdictView) -> None:
        """Add a verdict; the oldest makes room."""
        self._verdicts.append(verdict)

    def newest(
        self,
        limit: int,
        *,
        station_id: str | None = None,
        is_seen: IsSeen = bool,
        outcome: OutcomeName | None = None,
    ) -> list[VerdictView]:
        """At most ``limit`` verdicts, newest first; optionally of one station or outcome only."""
        wanted = (
            verdict
            for verdict in reversed(self._verdicts)
            if station_id in (None, verdict.station_id)
            and outcome in (None, verdict.outcome)
            and is_seen(verdict)
        )
        return list(islice(wanted, limit))

    def feed(self, limit: int, is_seen: IsSeen = bool) -> list[VerdictView]:
        """At most ``limit`` verdicts that a trainer should read, newest first.

        These are the faulty reps, the reps that fixed a fault, and those that raise a question.
        """
        shown = (
            verdict
            for verdict in reversed(self._verdicts)
            if (verdict.outcome == "faulty" or verdict.fixed or verdict.question)
            and is_seen(verdict)
        )
        return list(islice(shown, limit))
