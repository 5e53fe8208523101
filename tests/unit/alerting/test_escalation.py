from spotter.alerting.events import Called, Declined, HandedBack, PresenceNoted
from spotter.alerting.rules import MINUTE_US, SECOND_US
from spotter.movement.values import FaultCode
from support.alerting.hall import GENEROUS, Hall


def steps(hall: Hall) -> list[int]:
    return [one.step for one in hall.calls_out]


def test_an_urgent_alert_calls_out_at_once_and_again_when_nobody_answers() -> None:
    hall = Hall()
    hall.happens(Called("rack"))
    assert steps(hall) == [0]
    hall.wait(59)
    assert steps(hall) == [0]
    hall.wait(1)
    assert steps(hall) == [0, 1]
    assert hall.alert("rack").escalation == 1
    hall.wait(60)
    hall.wait(180)
    hall.wait(3600)
    assert steps(hall) == [0, 1, 2, 3]


def test_a_gym_may_want_to_call_out_again_sooner() -> None:
    hall = Hall(rules=GENEROUS.calling_again_after(20 * SECOND_US))
    hall.happens(Called("rack"))
    hall.wait(20)
    assert steps(hall) == [0, 1]
    hall.wait(20)
    hall.wait(60)
    assert steps(hall) == [0, 1, 2, 3]


def test_another_alert_calls_out_when_nobody_takes_it_for_two_minutes() -> None:
    hall = Hall()
    hall.does("rack", "xx" + "x" * 39)
    assert steps(hall) == []
    hall.does("rack", "x")
    assert steps(hall) == [0]


def test_what_is_only_to_know_calls_nobody() -> None:
    hall = Hall()
    hall.does("rack", "x" * 400, FaultCode.SITS_TOO_HIGH, ratio=1.3)
    assert steps(hall) == []


def test_taking_stops_it_and_handing_back_begins_it_anew() -> None:
    hall = Hall()
    hall.happens(Called("rack"))
    call = hall.alert("rack")
    hall.takes("ana", call)
    hall.wait(299)
    assert steps(hall) == [0]
    hall.happens(HandedBack((call.alert_id,), "ana"))
    assert steps(hall) == [0, 0]


def test_a_taking_that_expires_calls_out_as_one_that_nobody_answered() -> None:
    hall = Hall()
    hall.happens(Called("rack"))
    hall.takes("ana", hall.alert("rack"))
    hall.wait(300)
    assert steps(hall) == [0, 1]


def test_a_trainer_at_the_console_pauses_it_and_it_goes_out_when_they_leave() -> None:
    hall = Hall()
    hall.happens(PresenceNoted("ana", 5 * MINUTE_US))
    hall.happens(Called("rack"))
    hall.wait(120)
    assert steps(hall) == []
    hall.happens(PresenceNoted("ana", 0))
    assert steps(hall) == [0]
    hall.wait(60)
    assert steps(hall) == [0, 1]


def test_a_presence_that_is_not_renewed_ends() -> None:
    hall = Hall()
    hall.happens(PresenceNoted("ana", MINUTE_US))
    hall.happens(Called("rack"))
    hall.wait(60)
    assert steps(hall) == [0]


def test_a_trainer_whose_it_is_not_pauses_nothing() -> None:
    hall = Hall()
    hall.happens(PresenceNoted("ana", 5 * MINUTE_US))
    hall.happens(Called("rack"))
    hall.happens(Declined((hall.alert("rack").alert_id,), "ana"))
    assert steps(hall) == [0]


def test_what_is_held_calls_nobody() -> None:
    hall = Hall()
    hall.does("rack", "x", ratio=3)
    hall.camera("rack", is_offline=True)
    assert steps(hall) == [0]
    hall.wait(9)
    assert len(hall.open) == 1
    hall.wait(600)
    assert all(one.alert_id != hall.of("rack")[0].alert_id for one in hall.calls_out[1:])
