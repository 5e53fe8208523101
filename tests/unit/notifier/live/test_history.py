"""The latest verdicts."""

from spotter.notifier.live.history import History
from support.movements.made_up_verdict import verdict


def numbers(history: History, limit: int = 10, **wanted: str) -> list[int]:
    return [verdict.rep_number for verdict in history.newest(limit, **wanted)]  # type: ignore[arg-type]


def test_the_newest_come_first() -> None:
    history = History(kept=10)
    for number in (1, 2, 3):
        history.add(verdict(rep_number=number))

    assert numbers(history) == [3, 2, 1]
    assert numbers(history, limit=2) == [3, 2]


def test_the_oldest_verdicts_are_dropped() -> None:
    history = History(kept=2)
    for number in (1, 2, 3):
        history.add(verdict(rep_number=number))

    assert numbers(history) == [3, 2]


def test_station_and_outcome_filter_together() -> None:
    history = History(kept=10)
    history.add(verdict("a", rep_number=1, outcome="faulty"))
    history.add(verdict("b", rep_number=2, outcome="faulty"))
    history.add(verdict("a", rep_number=3, outcome="good"))

    assert numbers(history, station_id="a") == [3, 1]
    assert numbers(history, outcome="faulty") == [2, 1]
    assert numbers(history, station_id="a", outcome="faulty") == [1]


def test_the_feed_holds_faulty_reps_and_reps_that_fixed_a_fault() -> None:
    history = History(kept=10)
    history.add(verdict(rep_number=1, outcome="faulty"))
    history.add(verdict(rep_number=2, outcome="good"))
    history.add(verdict(rep_number=3, outcome="good", fixed=("Deep enough now.",)))
    history.add(verdict(rep_number=4, outcome="unscorable"))

    assert [verdict.rep_number for verdict in history.feed(10)] == [3, 1]
    assert [verdict.rep_number for verdict in history.feed(1)] == [3]
    assert history.feed(10, lambda one: one.station_id == "rack-2") == []
