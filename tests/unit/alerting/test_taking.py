import pytest

from spotter.alerting.errors import UnknownAlertError
from spotter.alerting.events import Answered, CueSent, Declined, HandedBack, Taken
from spotter.alerting.values import Ending
from support.alerting.hall import Hall


def with_an_alert() -> Hall:
    hall = Hall()
    hall.does("rack", "xx")
    return hall


def test_taking_says_who_and_when() -> None:
    hall = with_an_alert()
    hall.takes("ana", hall.alert("rack"))
    taking = hall.alert("rack").taking
    assert taking is not None
    assert (taking.author, taking.at_us) == ("ana", hall.now_us)


def test_of_two_trainers_at_the_same_instant_one_has_it_and_both_see_who() -> None:
    hall = with_an_alert()
    alert = hall.alert("rack")
    hall.takes("ana", alert)
    changes = hall.happens(Taken((alert.alert_id,), "ben"))
    assert not changes.alerts
    taking = hall.engine.alert(alert.alert_id).taking
    assert taking is not None
    assert taking.author == "ana"


def test_another_may_take_over() -> None:
    hall = with_an_alert()
    hall.takes("ana", hall.alert("rack"))
    hall.takes("ben", hall.alert("rack"), take_over=True)
    taking = hall.alert("rack").taking
    assert taking is not None
    assert taking.author == "ben"


def test_only_whoever_has_it_hands_it_back() -> None:
    hall = with_an_alert()
    alert = hall.alert("rack")
    hall.takes("ana", alert)
    hall.happens(HandedBack((alert.alert_id,), "ben"))
    assert hall.alert("rack").taking
    hall.happens(HandedBack((alert.alert_id,), "ana"))
    assert hall.alert("rack").taking is None


def test_not_mine_hands_it_back_and_says_whose_it_is_not() -> None:
    hall = with_an_alert()
    alert = hall.alert("rack")
    hall.takes("ana", alert)
    hall.happens(Declined((alert.alert_id,), "ana"))
    assert (hall.alert("rack").taking, hall.alert("rack").declined_by) == (None, ("ana",))
    hall.takes("ana", alert)
    assert hall.alert("rack").declined_by == ()


def test_taking_expires_when_nothing_follows_for_five_minutes() -> None:
    hall = with_an_alert()
    hall.takes("ana", hall.alert("rack"))
    hall.does("rack", "x" * 99)
    assert hall.alert("rack").taking
    hall.does("rack", "x")
    assert (hall.alert("rack").taking, hall.alert("rack").escalation) == (None, 1)


def test_a_cue_takes_what_it_answers_and_keeps_it_taken() -> None:
    hall = with_an_alert()
    alert = hall.alert("rack")
    hall.happens(CueSent("rack", "ana", alert.alert_id))
    hall.does("rack", "x" * 90)
    hall.happens(CueSent("rack", "ana"))
    hall.does("rack", "x" * 90)
    taking = hall.alert("rack").taking
    assert taking is not None
    assert taking.author == "ana"


def test_that_was_fine_ends_it_and_that_was_wrong_takes_it() -> None:
    wrong, fine = with_an_alert(), with_an_alert()
    alert = wrong.alert("rack")
    wrong.happens(Answered(alert.alert_id, "ana", "rack-2", is_fine=False))
    assert wrong.alert("rack").taking
    fine.happens(Answered(alert.alert_id, "ana", "rack-2", is_fine=True))
    assert fine.of("rack")[0].ending is Ending.WAS_FINE


@pytest.mark.parametrize("ending", [Ending.WAS_FINE, Ending.CLOSED])
def test_what_was_dismissed_opens_again_only_when_it_gets_worse(ending: Ending) -> None:
    hall = with_an_alert()
    alert = hall.alert("rack")
    if ending is Ending.WAS_FINE:
        hall.happens(Answered(alert.alert_id, "ana", "rack-2", is_fine=True))
    else:
        hall.closes("ana", alert)
    hall.does("rack", "xxxx....xxxx")
    assert not hall.open
    assert hall.needs["rack"].rank == 0
    hall.does("rack", "xx", ratio=1.9)
    assert hall.alert("rack").alert_id != alert.alert_id


def test_an_alert_that_ends_while_it_is_taken_says_who_had_it() -> None:
    hall = with_an_alert()
    hall.takes("ana", hall.alert("rack"))
    hall.does("rack", "...")
    (alert,) = hall.of("rack")
    assert alert.ending is Ending.FIXED
    assert alert.taking is not None
    assert alert.taking.author == "ana"


def test_taking_what_has_just_ended_changes_nothing_and_is_no_mistake() -> None:
    hall = with_an_alert()
    alert = hall.alert("rack")
    hall.does("rack", "...")
    hall.takes("ana", alert)
    assert hall.engine.alert(alert.alert_id).taking is None
    hall.wait(600)
    with pytest.raises(UnknownAlertError, match="expected an alert that is open"):
        hall.takes("ana", alert)


def test_several_are_taken_at_once_or_none() -> None:
    hall = with_an_alert()
    hall.does("bench", "xx")
    first, second = hall.alert("rack"), hall.alert("bench")
    with pytest.raises(UnknownAlertError):
        hall.happens(Taken((first.alert_id, "nobody's"), "ana"))
    assert hall.engine.alert(first.alert_id).taking is None
    hall.takes("ana", first, second)
    assert all(one.taking for one in hall.open)
