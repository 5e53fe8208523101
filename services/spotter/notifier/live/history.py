"""The latest verdicts of all stations."""

from collections import deque
from collections.abc import Container
from itertools import islice

from spotter.notifier.views.models import OutcomeName, VerdictView


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
        outcome: OutcomeName | None = None,
    ) -> list[VerdictView]:
        """At most ``limit`` verdicts, newest first; optionally of one station or outcome only."""
        wanted = (
            verdict
            for verdict in reversed(self._verdicts)
            if station_id in (None, verdict.station_id) and outcome in (None, verdict.outcome)
        )
        return list(islice(wanted, limit))

    def feed(self, limit: int, station_ids: Container[str]) -> list[VerdictView]:
        """At most ``limit`` verdicts of these stations that a trainer should read, newest first.

        These are the faulty reps, the reps that fixed a fault, and those that raise a question.
        """
        shown = (
            verdict
            for verdict in reversed(self._verdicts)
            if verdict.station_id in station_ids
            and (verdict.outcome == "faulty" or verdict.fixed or verdict.question)
        )
        return list(islice(shown, limit))
