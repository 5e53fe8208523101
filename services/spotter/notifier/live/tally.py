"""The reps of one station, counted from their verdicts."""

from spotter.notifier.views.models import PersonSetView, RepMark, VerdictView

_KEPT = 40
_MARKED = 12
_LATELY_MS = 120_000
"""Who has done no rep for so long while others have, rests or has left."""


class Tally:
    """The latest verdicts of one station, in the order of its reps."""

    def __init__(self) -> None:
        self._said: list[VerdictView] = []
        self._latest: dict[int, VerdictView] = {}

    def add(self, said: VerdictView) -> None:
        """Take a verdict in. A scorer may be done with rep 5 before another is with rep 4."""
        place = len(self._said)
        while place and _follows(self._said[place - 1], said):
            place -= 1
        self._said.insert(place, said)
        del self._said[:-_KEPT]
        self._note_latest(said)

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
                track_id=said.track_id,
                set_number=said.set_number,
                rep_number=said.rep_number,
                outcome=said.outcome,
            )
            for said in self._said[-_MARKED:]
        )

    @property
    def people(self) -> tuple[PersonSetView, ...]:
        """The current set of each person who has done a rep lately, by track."""
        return tuple(
            PersonSetView(
                track_id=track_id,
                exercise=said.exercise,
                set_number=said.set_number,
                rep_count=said.rep_number,
                outcome=said.outcome,
                rep_id=said.rep_id,
            )
            for track_id, said in sorted(self._latest.items())
        )

    def _note_latest(self, said: VerdictView) -> None:
        known = self._latest.get(said.track_id, said)
        self._latest[said.track_id] = max(known, said, key=lambda one: one.started_ms)
        lately_ms = max(one.ended_ms for one in self._latest.values()) - _LATELY_MS
        self._latest = {
            track_id: one for track_id, one in self._latest.items() if one.ended_ms >= lately_ms
        }


def _follows(other: VerdictView, said: VerdictView) -> bool:
    same_set = (other.track_id, other.set_number) == (said.track_id, said.set_number)
    return same_set and other.rep_number > said.rep_number
