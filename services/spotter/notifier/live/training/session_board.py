"""Who trains at which station, as far as the records say. Pure."""

from collections.abc import Callable, Iterable
from typing import Literal

from spotter.notifier.views.messages import WhoTrains
from spotter.notifier.views.v1.people.sessions import SessionView

RecordsState = Literal["there", "away", "none"]
"""Whether the gym's records answer; "none": the gym keeps none."""

_PATIENCE_S = 3.0
_AWAY = (
    "The gym's records are away: nobody's name, workout or history can be shown, and no session "
    "begun or ended. Reps are judged all the same. Spotter asks again by itself."
)


class SessionBoard:
    """The open sessions; ``clock`` returns monotonic seconds.

    Records that are away for a moment, as for a restart, are waited for; after three seconds the
    board says that they are away.
    """

    def __init__(self, clock: Callable[[], float], *, has_records: bool) -> None:
        self._clock = clock
        self._has_records = has_records
        self._sessions: list[SessionView] | None = None
        self._away_since_s: float | None = None

    @property
    def answers(self) -> bool:
        """Whether the records answered when they were asked last."""
        return self._has_records and self._away_since_s is None

    @property
    def records(self) -> RecordsState:
        """Whether there are records, and whether they answer."""
        if not self._has_records:
            return "none"
        return "there" if self.answers else "away"

    def know(self, sessions: Iterable[SessionView]) -> None:
        """Set the open sessions, as the records answered."""
        self._sessions, self._away_since_s = list(sessions), None

    def lose(self) -> None:
        """Note that the records do not answer."""
        if self._away_since_s is None:
            self._away_since_s = self._clock()

    def view(self) -> WhoTrains:
        """What pages are told."""
        since_s = self._away_since_s
        if since_s is not None and self._clock() - since_s >= _PATIENCE_S:
            return WhoTrains(sessions=None, problem=_AWAY)
        return WhoTrains(sessions=self._sessions, problem="")
