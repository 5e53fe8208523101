from spotter.alerting.events import DutyChanged
from spotter.alerting.rules import Rules
from spotter.alerting.values import Holding
from spotter.movement.values import FaultCode
from support.alerting.hall import GENEROUS, Hall

PEOPLE = [f"member-{number:02}" for number in range(1, 21)]


def class_of(
    doing: int,
    faulty: int,
    rules: Rules = GENEROUS,
    trainers: int = 1,
    code: FaultCode = FaultCode.SITS_TOO_HIGH,
) -> Hall:
    """A class in which so many do squats, some of whom cut them short, or have another fault."""
    hall = Hall(rules)
    hall.happens(DutyChanged(trainers))
    for name in PEOPLE[:doing]:
        hall.does(name, "..", class_id="morning")
    for name in PEOPLE[:faulty]:
        hall.does(name, "xxx", code, ratio=3, class_id="morning")
    return hall


def test_a_fault_that_seven_of_twenty_share_is_one_line() -> None:
    hall = class_of(20, 7)
    (line,) = hall.lines.values()
    assert (line.people, line.out_of, line.exercise) == (7, 20, "squat")
    assert line.fault.code is FaultCode.SITS_TOO_HIGH
    assert {one.holding for one in hall.open} == {Holding.CLASS_LINE}
    assert {one.line_id for one in hall.open} == {line.line_id}
    assert set(line.alert_ids) == {one.alert_id for one in hall.open}


def test_three_of_twenty_are_three_alerts_and_two_of_three_are_two() -> None:
    assert not class_of(20, 3).lines
    assert not class_of(3, 2).lines


def test_who_has_it_badly_stays_apart() -> None:
    hall = class_of(6, 3, code=FaultCode.LEANS_FORWARD)
    hall.does(PEOPLE[0], "x", FaultCode.LEANS_FORWARD, ratio=4, class_id="morning")
    assert hall.shown == [PEOPLE[0]]
    assert len(hall.lines) == 1


def test_other_classes_exercises_and_faults_make_no_line() -> None:
    hall = Hall()
    hall.does("one", "xx", class_id="morning")
    hall.does("two", "xx", class_id="noon")
    hall.does("three", "xx", class_id="morning", exercise="lunge")
    hall.does("four", "xx", FaultCode.LEANS_FORWARD, class_id="morning")
    assert not hall.lines


def test_a_line_ends_when_few_have_it_still_and_does_not_come_and_go() -> None:
    hall = class_of(7, 3)
    (line_id,) = hall.lines
    hall.does(PEOPLE[0], "...", class_id="morning")
    assert hall.lines[line_id].people == 2
    assert not hall.lines[line_id].ended_us
    hall.does(PEOPLE[1], "...", class_id="morning")
    assert hall.lines[line_id].ended_us == hall.now_us
    assert hall.shown == [PEOPLE[2]]


def test_a_line_is_one_of_what_a_trainer_is_shown() -> None:
    """Two trainers are shown four: two alerts before the fault was shared, the line, and one."""
    hall = class_of(6, 3, Rules(), trainers=2)
    assert hall.alert(PEOPLE[0]).holding is Holding.CLASS_LINE
    hall.does("bench", "xxx", class_id="noon")
    hall.does("mat", "xxx", class_id="noon")
    assert hall.alert("bench").holding is None
    assert hall.alert("mat").holding is Holding.BUDGET


def test_what_a_trainer_has_taken_is_theirs_though_the_class_shares_it() -> None:
    hall = class_of(6, 3)
    hall.takes("ana", hall.alert(PEOPLE[1]))
    assert hall.shown == [PEOPLE[1]]
