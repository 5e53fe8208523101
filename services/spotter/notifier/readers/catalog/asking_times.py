"""When to ask the catalog again."""

from collections.abc import Callable

from spotter.runtime.backoff import Backoff

ANSWER_S = 5.0
"""For so long an answer is waited for."""
_LONGEST_PAUSE_S = 4.0


class AskingTimes:
    """Says when to ask: after ``anyway_s``, sooner on request, less and less often without answers.

    ``clock`` returns monotonic seconds, ``random`` values from 0 to 1.
    """

    def __init__(
        self, anyway_s: float, clock: Callable[[], float], random: Callable[[], float]
    ) -> None:
        self._anyway_s = anyway_s
        self._clock = clock
        self._pauses = Backoff(random, cap_s=_LONGEST_PAUSE_S)
        self._due_s = clock()

    @property
    def is_due(self) -> bool:
        """Whether it is time."""
        return self._clock() >= self._due_s

    def soon(self) -> None:
        """Ask the next time."""
        self._due_s = self._clock()

    def answered(self) -> None:
        """There was an answer."""
        self._pauses.succeeded()
        self._due_s = self._clock() + self._anyway_s

    def lost(self) -> None:
        """There was none."""
        self._due_s = self._clock() + self._pauses.next_s()
