"""The reps of one station, counted from their verdicts."""

from notifier.views import RepMark, VerdictView

_KEPT = 40
_MARKED = 12


class Tally:
    """The latest verdicts of one station, in the order of its reps."""

    def __init__(self) -> None:
        self._said: list[VerdictView] = []

    def add(self, said: VerdictView) -> None:
        """Take a verdict in. A scorer may be done with rep 5 before another is with rep 4."""
        place = len(self._said)
        while place and _follows(self._said[place - 1], said):
            place -= 1
        self._said.insert(place, said)
        del self._said[:-_KEPT]

    @property
    def last(self) -> VerdictView | None:
        """The verdict of the latest rep."""
        return self._said[-1] if self._said else None

    @property
    def rep_count(self) -> int:
        """The reps of the current set."""
        return self._said[-1].rep_number if self._said else 0

    @property
    def recent(self) -> tuple[RepMark, ...]:
        """The latest reps, oldest first."""
        return tuple(
            RepMark(
                rep_id=said.rep_id,
                set_number=said.set_number,
                rep_number=said.rep_number,
                outcome=said.outcome,
            )
            for said in self._said[-_MARKED:]
        )


def _follows(other: VerdictView, said: VerdictView) -> bool:
    same_set = (other.track_id, other.set_number) == (said.track_id, said.set_number)
    return same_set and other.rep_number > said.rep_number
