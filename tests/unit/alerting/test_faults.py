from spotter.alerting.rules import Rules
from spotter.alerting.values import Ending, Kind, Priority, Trend
from spotter.movement.values import FaultCode, Joint
from support.alerting.hall import Hall

ENOUGH = Rules(shown_for_each=1000, flood_for_each=1000)


def test_one_bad_rep_is_no_alert() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "..x...x...")
    assert not hall.alerts


def test_a_fault_in_three_of_four_reps_is_an_alert() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "x.x")
    assert not hall.alerts
    hall.does("rack", "x")
    alert = hall.alert("rack")
    assert (alert.kind, alert.priority) == (Kind.FAULT, Priority.MEDIUM)
    assert alert.fault is not None
    assert alert.fault.code is FaultCode.KNEES_IN
    assert alert.whose.member_id == "member rack"
    evidence = alert.evidence
    assert (evidence.reps, evidence.faulty_reps, evidence.in_a_row) == (4, 3, 2)
    assert evidence.rep_ids == ("rack-4", "rack-3", "rack-1")


def test_a_severe_rep_is_an_urgent_alert_at_once() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "..x", ratio=2.1)
    assert hall.alert("rack").priority is Priority.HIGH


def test_a_rep_that_only_trains_less_is_never_urgent_however_short() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "xxx", FaultCode.SITS_TOO_HIGH, ratio=9)
    assert hall.alert("rack").priority is Priority.MEDIUM


def test_an_alert_whose_fault_becomes_severe_becomes_urgent_and_stays_so() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "xxx")
    opened_us = hall.alert("rack").opened_us
    hall.does("rack", "x", ratio=2.5)
    alert = hall.alert("rack")
    assert (alert.priority, alert.opened_us) == (Priority.HIGH, opened_us)
    assert alert.risen_us > opened_us
    assert alert.evidence.worst_rep_id == "rack-4"
    hall.does("rack", "x")
    assert hall.alert("rack").priority is Priority.HIGH


def test_a_mild_fault_that_persists_is_only_to_know() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "xxx", FaultCode.SITS_TOO_HIGH, ratio=1.3)
    assert hall.alert("rack").priority is Priority.LOW


def test_a_fault_that_is_fixed_closes_its_alert_and_says_so() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "xxx...")
    assert hall.alert("rack").is_active
    hall.does("rack", ".")
    (alert,) = hall.of("rack")
    assert (alert.ending, alert.ended_us, alert.is_active) == (Ending.FIXED, hall.now_us, False)
    assert hall.needs["rack"].priority is None


def test_some_good_reps_neither_close_an_alert_nor_open_another() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "xxx.xx.xx...x")
    assert len(hall.alerts) == 1


def test_between_its_limits_a_fault_goes_on_but_does_not_begin() -> None:
    begins, goes_on = Hall(ENOUGH), Hall(ENOUGH)
    begins.does("rack", "xxxxxx", ratio=1.02)
    assert not begins.alerts
    goes_on.does("rack", "xxx")
    goes_on.does("rack", "xxxxxx", ratio=1.02)
    assert len(goes_on.open) == 1


def test_the_worse_of_two_faults_opens_the_alert_and_the_other_none() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "xxxx", FaultCode.LEANS_FORWARD, second=FaultCode.KNEES_IN)
    fault = hall.alert("rack").fault
    assert fault is not None
    assert fault.code is FaultCode.LEANS_FORWARD


def test_a_fault_that_is_second_to_another_is_not_fixed() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "xxx")
    hall.does("rack", "xxxx", FaultCode.LEANS_FORWARD, second=FaultCode.KNEES_IN)
    assert len(hall.open) == 2


def test_faults_of_two_people_and_of_two_exercises_are_apart() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "xx")
    hall.does("bench", "xx")
    hall.does("rack", "xx", exercise="lunge")
    assert not hall.alerts
    hall.does("rack", "x", exercise="lunge")
    assert hall.alert("rack").exercise == "lunge"


def test_the_same_rep_judged_twice_counts_once() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "xx")
    hall.reps -= 1
    hall.does("rack", "x")
    assert not hall.alerts


def test_a_trend_is_told_from_six_reps_on() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "xxx", ratio=1.2)
    assert hall.alert("rack").evidence.trend is Trend.UNKNOWN
    hall.does("rack", "xxx", ratio=1.7)
    assert hall.alert("rack").evidence.trend is Trend.WORSE
    hall.does("rack", "xxx", ratio=1.6)
    assert hall.alert("rack").evidence.trend is Trend.STEADY
    hall.does("rack", "xxx", ratio=1.1)
    assert hall.alert("rack").evidence.trend is Trend.BETTER


def test_one_rep_without_the_fault_is_no_trend_and_two_of_three_are() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "x.xxxx")
    assert hall.alert("rack").evidence.trend is Trend.STEADY
    hall.does("rack", ".x.")
    assert hall.alert("rack").evidence.trend is Trend.BETTER


def test_a_side_that_lags_is_one_fault_whichever_of_its_joints_shows_it_most() -> None:
    hall = Hall(ENOUGH)
    for joint in (Joint.LEFT_WRIST, Joint.LEFT_ELBOW, Joint.LEFT_WRIST):
        hall.does("rack", "x", FaultCode.SIDE_LAGS, joint=joint)
    assert hall.alert("rack").evidence.faulty_reps == 3
    other = Hall(ENOUGH)
    for joint in (Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.LEFT_WRIST):
        other.does("rack", "x", FaultCode.SIDE_LAGS, joint=joint)
    assert not other.alerts


def test_nothing_follows_from_somebody_who_has_stopped_for_five_minutes() -> None:
    hall = Hall(ENOUGH)
    hall.does("rack", "xxx")
    hall.wait(299)
    assert hall.open
    hall.wait(1)
    (alert,) = hall.of("rack")
    assert alert.ending is Ending.NOTHING_FOLLOWED
    assert hall.needs["rack"].rank == 0


def test_whoever_leaves_takes_their_alerts_along() -> None:
    hall = Hall(ENOUGH)
    hall.arrives("rack")
    hall.does("rack", "xxx")
    hall.arrives("rack", class_id="another")  # the same session
    assert hall.open
    hall.leaves("rack")
    assert hall.of("rack")[0].ending is Ending.NOTHING_FOLLOWED
