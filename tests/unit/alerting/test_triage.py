from itertools import pairwise

from spotter.alerting.events import Called, HandedBack
from spotter.alerting.rules import Rules
from spotter.alerting.values import Priority, Trend
from spotter.movement.values import FaultCode
from support.alerting.hall import Hall


def order(hall: Hall) -> list[str]:
    """The stations by need, the worst first."""
    needs = sorted(hall.needs.values(), key=lambda one: -one.rank)
    return [one.station_id for one in needs if one.rank > 0]


def test_who_has_it_more_often_comes_first() -> None:
    hall = Hall()
    hall.does("often", "xxxxx")
    hall.does("now and then", "x.x.x")
    assert order(hall) == ["often", "now and then"]


def test_who_has_it_worse_comes_first() -> None:
    hall = Hall()
    hall.does("little", "xxxxx", ratio=1.2)
    hall.does("much", "xxxxx", ratio=1.8)
    assert order(hall) == ["much", "little"]


def test_of_reps_that_are_cut_short_what_is_missing_counts_and_not_the_score() -> None:
    hall = Hall()
    hall.does("squat", "xxxxx", FaultCode.SITS_TOO_HIGH, ratio=3, range_ratio=0.7)
    hall.does("curl", "xxxxx", FaultCode.SITS_TOO_HIGH, ratio=2, range_ratio=0.4)
    assert order(hall) == ["curl", "squat"]
    assert hall.needs["curl"].rank == round(0.7 * 2, 3)  # four times what is usual is missing
    hall.does("whole", "xxxxx", FaultCode.SITS_TOO_HIGH, ratio=2, range_ratio=1.1)
    assert hall.needs["whole"].rank == 0.7


def test_what_can_injure_comes_before_what_only_trains_less() -> None:
    hall = Hall()
    hall.does("shallow", "xxxxx", FaultCode.SITS_TOO_HIGH)
    hall.does("knees", "xxxxx", FaultCode.KNEES_IN)
    assert order(hall) == ["knees", "shallow"]


def test_who_gets_worse_comes_first() -> None:
    hall = Hall()
    hall.does("steady", "xxxxxx", ratio=1.5)
    hall.does("tired", "xxx", ratio=1.2)
    hall.does("tired", "xxx", ratio=1.5)
    assert hall.needs["tired"].evidence.trend is Trend.WORSE
    assert order(hall) == ["tired", "steady"]


def test_one_bad_rep_is_a_need_though_no_alert() -> None:
    hall = Hall()
    hall.does("good", "...")
    hall.does("once", "..x")
    need = hall.needs["once"]
    assert order(hall) == ["once"]
    assert (need.priority, need.evidence.faulty_reps) == (None, 1)


def test_a_call_comes_before_everything() -> None:
    hall = Hall()
    hall.does("severe", "xxxxx", ratio=3)
    hall.happens(Called("door"))
    assert order(hall) == ["door", "severe"]
    assert hall.needs["door"].priority is Priority.HIGH


def test_an_alert_that_nobody_looks_at_moves_up_three_times() -> None:
    hall = Hall()
    hall.does("rack", "xxxxx")
    ranks = [hall.alert("rack").rank]
    for seconds in (51, 60, 60, 60):
        hall.wait(seconds)
        ranks.append(hall.alert("rack").rank)
    moved = [round(new - old, 3) for old, new in pairwise(ranks)]
    assert moved == [0.5, 0.5, 0.5, 0]
    hall.looks("ana", "rack")
    assert hall.alert("rack").rank == ranks[0]


def test_an_alert_that_nobody_answers_moves_up_each_time_that_somebody_is_called_out_anew() -> None:
    hall = Hall()
    hall.happens(Called("door"))
    hall.looks("ana", "door")  # so that it does not wait unseen besides
    first = hall.alert("door").rank
    ranks = []
    for seconds in (60, 60, 180, 3600):
        hall.wait(seconds)
        ranks.append(hall.alert("door").rank - first)
    assert ranks == [1, 2, 3, 3]
    hall.takes("ana", hall.alert("door"))
    hall.happens(HandedBack((hall.alert("door").alert_id,), "ana"))
    assert hall.alert("door").rank == first


def test_an_alert_whose_taking_lapses_moves_up() -> None:
    hall = Hall(Rules(pages_us=dict.fromkeys(Priority, ())))
    for name in ("rack", "bench"):
        hall.happens(Called(name))
        hall.looks("ana", name)
    before = hall.alert("bench").rank
    hall.takes("ana", hall.alert("bench"))
    hall.wait(300)
    assert hall.alert("bench").taking is None
    assert (hall.alert("rack").rank, hall.alert("bench").rank) == (before, before + 1)


def test_a_station_says_when_a_trainer_last_looked() -> None:
    hall = Hall()
    hall.looks("ana", "rack")
    assert hall.needs["rack"].looked_us == hall.now_us
