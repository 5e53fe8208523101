"""A job replays few reps, and a visit is never divided."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from spotter.replaying.batches import batches
from spotter.wire.catalog.records.visits import VisitReps


def visits(*reps: int) -> list[VisitReps]:
    return [VisitReps(f"rack-1_{place}", count, count, 1, 2) for place, count in enumerate(reps)]


def test_small_visits_share_a_job_and_a_large_one_has_its_own() -> None:
    found = batches(visits(20, 20, 20, 400, 5))
    assert [[one.reps for one in batch] for batch in found] == [[20, 20], [20], [400], [5]]


@given(st.lists(st.integers(1, 100), max_size=200))
def test_every_visit_is_in_one_batch_in_its_order(reps: list[int]) -> None:
    asked = visits(*reps)
    found = list(batches(asked))
    assert list(chain.from_iterable(found)) == asked
    assert all(0 < len(batch) <= 20 for batch in found)
