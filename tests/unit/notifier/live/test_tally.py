"""Counting one station's reps."""

from spotter.notifier.live.tally import Tally
from support.movements.made_up_verdict import verdict


def tally_of(*reps: tuple[int, int]) -> Tally:
    tally = Tally()
    for set_number, rep_number in reps:
        tally.add(verdict(set_number=set_number, rep_number=rep_number))
    return tally


def test_no_verdicts_mean_no_reps() -> None:
    assert (Tally().rep_count, Tally().last, Tally().recent) == (0, None, ())


def test_a_new_set_restarts_the_count() -> None:
    assert tally_of((1, 9), (1, 10), (2, 1)).rep_count == 1


def test_verdicts_out_of_order_are_sorted() -> None:
    tally = tally_of((1, 1), (1, 3), (1, 2))

    assert tally.rep_count == 3
    assert [mark.rep_number for mark in tally.recent] == [1, 2, 3]


def test_reps_of_different_sets_are_not_sorted_by_rep_number() -> None:
    marks = tally_of((1, 8), (2, 1), (2, 2)).recent

    assert [(mark.set_number, mark.rep_number) for mark in marks] == [(1, 8), (2, 1), (2, 2)]


def test_another_person_at_the_station_has_their_own_count() -> None:
    tally = tally_of((1, 8))
    tally.add(verdict(track_id=2, set_number=1, rep_number=1))

    assert tally.rep_count == 1


def test_the_marks_are_the_twelve_latest_reps() -> None:
    marks = tally_of(*((1, number) for number in range(1, 101))).recent

    assert [mark.rep_number for mark in marks] == list(range(89, 101))


def test_each_person_keeps_their_own_set_whoever_did_the_latest_rep() -> None:
    tally = Tally()
    for track_id, rep_number, started_ms in [(5, 1, 1000), (2, 7, 1500), (5, 2, 4000)]:
        ended_ms = started_ms + 2000
        tally.add(
            verdict(
                track_id=track_id, rep_number=rep_number, started_ms=started_ms, ended_ms=ended_ms
            )
        )
    late = verdict(track_id=5, rep_number=1, started_ms=1000, ended_ms=3000, outcome="faulty")
    tally.add(late)

    sets = [(one.track_id, one.rep_count, one.outcome) for one in tally.people]
    assert sets == [(2, 7, "good"), (5, 2, "good")]


def test_a_person_idle_for_two_minutes_while_others_train_is_not_listed() -> None:
    tally = Tally()
    tally.add(verdict(track_id=1, started_ms=0, ended_ms=2_000))
    tally.add(verdict(track_id=2, started_ms=119_000, ended_ms=121_000))
    assert [one.track_id for one in tally.people] == [1, 2]

    tally.add(verdict(track_id=2, rep_number=2, started_ms=122_000, ended_ms=124_000))
    assert [one.track_id for one in tally.people] == [2]


def test_a_person_stays_listed_however_many_reps_others_do() -> None:
    tally = Tally()
    tally.add(verdict(track_id=1, rep_number=3))
    for number in range(1, 60):
        tally.add(verdict(track_id=2, rep_number=number, started_ms=1000 + number))

    assert [(one.track_id, one.rep_count) for one in tally.people] == [(1, 3), (2, 59)]
