"""Counts the reps of one station from their verdicts."""

from spotter.notifier.views.models import PersonSetView, RepMark, VerdictView

_KEPT = 40
_MARKED = 12
_RECENT_MS = 120_000
"""A person without a rep for this long, while others have done some, rests or has left."""


class Tally:
    """The latest verdicts of one station, in the order of its reps."""

    def __init__(self) -> None:
        self._verdicts: list[VerdictView] = []
        self._latest: dict[int, VerdictView] = {}

    def add(self, verdict: VerdictView) -> None:
        """Add a verdict; one scorer may finish rep 5 before another finishes rep 4."""
        place = len(self._verdicts)
        while place and _follows(self._verdicts[place - 1], verdict):
            place -= 1
        self._verdicts.insert(place, verdict)
        del self._verdicts[:-_KEPT]
        self._note_latest(verdict)

    def in_session(self, session_id: str) -> "Tally":
        """The same of one session alone."""
        tally = Tally()
        for verdict in self._verdicts:
            if verdict.session_id == session_id:
                tally.add(verdict)
        return tally

    @property
    def last(self) -> VerdictView | None:
        """The verdict of the latest rep."""
        return self._verdicts[-1] if self._verdicts else None

    @property
    def rep_count(self) -> int:
        """How many reps the current set has."""
        return self._verdicts[-1].rep_number if self._verdicts else 0

    @property
    def good_count(self) -> int:
        """How many of them were good, as far as they are kept."""
        last = self.last
        return sum(
            one.outcome == "good"
            for one in self._verdicts
            if last and (one.track_id, one.set_number) == (last.track_id, last.set_number)
        )

    @property
    def recent(self) -> tuple[RepMark, ...]:
        """The latest reps, oldest first."""
        return tuple(
            RepMark(
                rep_id=verdict.rep_id,
                track_id=verdict.track_id,
                set_number=verdict.set_number,
                rep_number=verdict.rep_number,
                outcome=verdict.outcome,
            )
            for verdict in self._verdicts[-_MARKED:]
        )

    @property
    def people(self) -> tuple[PersonSetView, ...]:
        """The current set of each person who has done a rep recently, ordered by track."""
        return tuple(
            PersonSetView(
                track_id=track_id,
                exercise=verdict.exercise,
                set_number=verdict.set_number,
                rep_count=verdict.rep_number,
                outcome=verdict.outcome,
                rep_id=verdict.rep_id,
            )
            for track_id, verdict in sorted(self._latest.items())
        )

    def _note_latest(self, verdict: VerdictView) -> None:
        known = self._latest.get(verdict.track_id, verdict)
        self._latest[verdict.track_id] = max(known, verdict, key=lambda one: one.started_ms)
        recent_since_ms = max(one.ended_ms for one in self._latest.values()) - _RECENT_MS
        self._latest = {
            track_id: one
            for track_id, one in self._latest.items()
            if one.ended_ms >= recent_since_ms
        }


def _follows(other: VerdictView, verdict: VerdictView) -> bool:
    same_set = (other.track_id, other.set_number) == (verdict.track_id, verdict.set_number)
    return same_set and other.rep_number > verdict.rep_number
