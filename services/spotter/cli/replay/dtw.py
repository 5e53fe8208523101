"""Computes the alignments of reps in the ledger again, by tslearn, in this process."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.catalog_client.records.ledger import LedgerClient
from spotter.movement.values import Rep
from spotter.wire.catalog.records.visits import VisitReps
from spotter.wire.references import exercise_from_bytes
from spotter.wire.replays import Replay


@dataclass(frozen=True, slots=True)
class DtwDifference:
    """By how much the kernel and tslearn differ at most, and in which rep; over how many reps.

    Costs are per frame, in squared usual deviations.
    """

    largest: float = 0.0
    rep_id: str = ""
    reps: int = 0

    def beside(self, rep_id: str, difference: float) -> "DtwDifference":
        """With one more rep."""
        if self.rep_id and difference <= self.largest:
            return DtwDifference(self.largest, self.rep_id, self.reps + 1)
        return DtwDifference(difference, rep_id, self.reps + 1)


def check_dtw(
    ledger: LedgerClient,
    library: ExerciseLibrary,
    replay: Replay,
    visits: Iterable[VisitReps],
    advance: Callable[[], None],
) -> DtwDifference:
    """Check the reps whose poses are kept; ``advance`` is called after each.

    Raises :class:`CatalogAwayError`, :class:`RefusedError`, and MovementError for an exercise that
    cannot be learned from.
    """
    from spotter.tslearn_methods.check_dtw import DtwCheck  # noqa: PLC0415 - takes seconds

    @cache
    def check(digest: str) -> DtwCheck:
        data = replay.exercise or library.with_digest(digest).data
        return DtwCheck(exercise_from_bytes(data))

    found = DtwDifference()
    for rep in _reps(ledger, replay, visits):
        digest = replay.digest or rep.reference_digest
        found = found.beside(rep.rep_id, check(digest).largest_difference(rep.poses))
        advance()
    return found


def _reps(ledger: LedgerClient, replay: Replay, visits: Iterable[VisitReps]) -> Iterator[Rep]:
    for one in visits:
        visit = ledger.visit(
            one.visit_id,
            exercise_id=replay.wanted.exercise_id,
            first_us=one.first_us,
            last_us=one.last_us,
        )
        yield from (stored.rep for stored in visit.reps if stored.rep is not None)
