"""Which visits a trial judges again."""

from spotter.catalog.calibration.trials import newest
from spotter.wire.catalog.records.visits import VisitReps

VISITS = [VisitReps(str(number), 10, 10, number, number + 5) for number in range(5)]


def test_all_visits_are_tried_in_their_order_while_they_are_few() -> None:
    assert newest(VISITS, most=50) == (VISITS, 0)


def test_of_many_the_newest_are_tried_and_the_others_counted() -> None:
    assert newest(VISITS, most=29) == (VISITS[3:], 30)


def test_the_newest_visit_is_tried_however_long_it_is() -> None:
    assert newest(VISITS, most=1) == (VISITS[4:], 40)
    assert newest([], most=1) == ([], 0)
