"""Counting one station's reps."""

from notifier.tally import Tally
from support.made_up_verdict import verdict


def tally_of(*reps: tuple[int, int]) -> Tally:
    tally = Tally()
    for set_number, rep_number in reps:
        tally.add(verdict(set_number=set_number, rep_number=rep_number))
    return tally


def test_nothing_said_is_no_reps() -> None:
    assert (Tally().rep_count, Tally().last, Tally().recent) == (0, None, ())


def test_a_new_set_starts_counting_anew() -> None:
    assert tally_of((1, 9), (1, 10), (2, 1)).rep_count == 1


def test_verdicts_that_overtake_each_other_are_put_in_order() -> None:
    tally = tally_of((1, 1), (1, 3), (1, 2))

    assert tally.rep_count == 3
    assert [mark.rep_number for mark in tally.recent] == [1, 2, 3]


def test_reps_of_another_set_are_not_put_in_order_by_their_numbers() -> None:
    marks = tally_of((1, 8), (2, 1), (2, 2)).recent

    assert [(mark.set_number, mark.rep_number) for mark in marks] == [(1, 8), (2, 1), (2, 2)]


def test_another_person_at_the_station_has_a_count_of_their_own() -> None:
    tally = tally_of((1, 8))
    tally.add(verdict(track_id=2, set_number=1, rep_number=1))

    assert tally.rep_count == 1


def test_the_marks_are_the_twelve_latest_reps() -> None:
    marks = tally_of(*((1, number) for number in range(1, 101))).recent

    assert [mark.rep_number for mark in marks] == list(range(89, 101))
