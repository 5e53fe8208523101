"""The latest verdicts of all stations."""

from collections import deque
from itertools import islice

from spotter.notifier.views.models import OutcomeName, VerdictView


class History:
    """The ``kept`` latest verdicts, in the order in which they were said."""

    def __init__(self, *, kept: int) -> None:
        self._said: deque[VerdictView] = deque(maxlen=kept)

    def add(self, said: VerdictView) -> None:
        """Take a verdict in; the oldest makes room."""
        self._said.append(said)

    def newest(
        self,
        limit: int,
        *,
        station_id: str | None = None,
        outcome: OutcomeName | None = None,
    ) -> list[VerdictView]:
        """At most ``limit`` verdicts, newest first: those of one station or outcome, or all."""
        wanted = (
            said
            for said in reversed(self._said)
            if station_id in (None, said.station_id) and outcome in (None, said.outcome)
        )
        return list(islice(wanted, limit))

    def feed(self, limit: int) -> list[VerdictView]:
        """At most ``limit`` verdicts, newest first, that a trainer should read.

        They are those of faulty reps, and of reps in which a fault has gone.
        """
        told = (said for said in reversed(self._said) if said.outcome == "faulty" or said.fixed)
        return list(islice(told, limit))
