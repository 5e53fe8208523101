from spotter.alerting.events import Answered, Called, CueSent, HandedBack
from spotter.alerting.tallies import Tally, answered_by, answered_us, tallies
from spotter.alerting.values import Kind
from spotter.movement.values import FaultCode
from support.alerting.hall import GENEROUS, Hall


def tally_of(hall: Hall) -> Tally:
    (found,) = tallies(hall.alerts.values(), hall.now_us, GENEROUS)
    return found


def test_alerts_are_acted_on_dismissed_or_end_by_themselves() -> None:
    hall = Hall()
    for name in ("taken", "fine", "itself"):
        hall.does(name, "xx")
    hall.takes("ana", hall.alert("taken"))
    hall.happens(Answered(hall.alert("fine").alert_id, "ana", "fine-2", is_fine=True))
    hall.does("taken", "...")
    hall.does("itself", "...")
    tally = tally_of(hall)
    assert (tally.opened, tally.acted_on, tally.dismissed, tally.by_themselves) == (3, 1, 1, 1)
    assert (tally.exercise, tally.fault and tally.fault.code) == ("squat", FaultCode.KNEES_IN)


def test_alerts_that_come_and_go_are_chattering() -> None:
    hall = Hall()
    hall.does("rack", "xx...xx...xx")
    hall.does("bench", "xx")
    assert tally_of(hall).chattering == 2


def test_alerts_that_stay_for_ten_minutes_are_standing() -> None:
    hall = Hall()
    hall.does("rack", "x" * 201)
    assert tally_of(hall).standing == 0
    hall.does("rack", "x")
    assert tally_of(hall).standing == 1


def test_a_fault_half_of_whose_alerts_came_to_nothing_wants_attention() -> None:
    hall = Hall()
    for name in ("one", "two", "three"):
        hall.does(name, "xx")
        hall.happens(Answered(hall.alert(name).alert_id, "ana", f"{name}-2", is_fine=True))
    assert not tally_of(hall).wants_attention
    hall.does("four", "xx")
    assert tally_of(hall).wants_attention


def test_each_kind_and_fault_is_counted_apart() -> None:
    hall = Hall()
    hall.does("rack", "xx")
    hall.does("bench", "xx", FaultCode.LEANS_FORWARD)
    hall.does("mat", "22")
    found = tallies(hall.alerts.values(), hall.now_us, GENEROUS)
    assert sorted(one.kind.value for one in found) == ["fault", "fault", Kind.TWO_PEOPLE.value]


def test_what_was_answered_stays_so_when_its_taking_lapses_or_is_handed_back() -> None:
    hall = Hall()
    for name in ("lapses", "back", "only taken"):
        hall.happens(Called(name))
        hall.takes("ana", hall.alert(name))
    hall.wait(5)
    answered = hall.now_us
    for name in ("lapses", "back"):
        author = "ben" if name == "back" else "ana"
        hall.happens(CueSent(name, author, hall.alert(name).alert_id))
    for name in ("back", "only taken"):
        hall.happens(HandedBack((hall.alert(name).alert_id,), "ana"))
    hall.wait(300)
    alerts = [hall.of(name)[0] for name in ("lapses", "back", "only taken")]
    assert [one.taking for one in alerts] == [None] * 3
    assert [answered_us(one) for one in alerts] == [answered, answered, None]
    assert [answered_by(one) for one in alerts] == ["ana", "ben", ""]
    assert tally_of(hall).acted_on == 2


def test_a_call_is_answered_by_closing_it() -> None:
    hall = Hall()
    hall.happens(Called("door"))
    hall.closes("ana", hall.alert("door"))
    assert (tally_of(hall).acted_on, tally_of(hall).dismissed) == (1, 0)
