"""The latest verdicts of all stations."""

from collections import deque
from itertools import islice

from notifier.views import OutcomeName, VerdictView


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
