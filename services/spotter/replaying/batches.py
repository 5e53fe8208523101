"""Which visits one job replays. Pure."""

from collections.abc import Iterable, Iterator

from spotter.wire.catalog.records.visits import VisitReps

_REPS = 50
"""A scorer replays them within half a second: progress is seen, and little is lost with it."""
_VISITS = 20


def batches(visits: Iterable[VisitReps]) -> Iterator[tuple[VisitReps, ...]]:
    """The ``visits`` in their order: each batch has few reps, or is one visit."""
    batch: list[VisitReps] = []
    for visit in visits:
        is_full = sum(one.reps for one in batch) + visit.reps > _REPS or len(batch) == _VISITS
        if batch and is_full:
            yield tuple(batch)
            batch = []
        batch.append(visit)
    if batch:
        yield tuple(batch)
