from spotter.alerting.events import Called, RepJudged, StationPaused
from spotter.alerting.values import Alert, Ending, Holding, Kind, Priority
from spotter.movement.values import EquipmentKind, Reason, ReasonCode, Verdict
from support.alerting.hall import Hall, whose


def kinds(alerts: list[Alert]) -> list[Kind]:
    return [one.kind for one in alerts]


def test_three_reps_in_a_row_that_cannot_be_judged_are_a_badly_framed_member() -> None:
    hall = Hall()
    hall.does("rack", "?.??")
    assert not hall.alerts
    hall.does("rack", "?")
    alert = hall.alert("rack")
    assert (alert.kind, alert.priority) == (Kind.UNSCORABLE, Priority.LOW)
    hall.does("rack", ".")
    assert hall.open
    hall.does("rack", ".")
    assert hall.of("rack")[0].ending is Ending.FIXED


def test_who_did_all_of_them_without_their_bar_lacks_that_and_not_the_picture() -> None:
    hall = Hall()
    hall.does("rack", "bb")
    hall.restart()
    hall.does("rack", "b")
    assert hall.alert("rack").kind is Kind.UNSCORABLE
    assert hall.alert("rack").without is EquipmentKind.BARBELL
    lacks = Verdict.unscorable(Reason(ReasonCode.EQUIPMENT_UNSEEN, equipment=EquipmentKind.BARBELL))
    judged = RepJudged.of("rep", whose("rack"), "squat", 1, lacks)
    assert judged.without is EquipmentKind.BARBELL
    mixed = Hall()
    mixed.does("rack", "b?b")
    assert mixed.alert("rack").without is None


def test_reps_that_lack_frames_call_nobody_however_many() -> None:
    hall = Hall()
    hall.does("rack", "?-?-------")
    assert not hall.alerts


def test_unscorable_reps_neither_open_nor_fix_a_fault() -> None:
    hall = Hall()
    hall.does("rack", "x?x")
    assert kinds(hall.open) == [Kind.FAULT]
    hall.does("rack", "..?.")
    assert hall.of("rack")[0].ending is Ending.FIXED


def test_two_people_stay_until_somebody_has_seen_it() -> None:
    hall = Hall()
    hall.does("rack", "22")
    hall.does("rack", "....")
    alert = hall.alert("rack")
    assert (alert.kind, alert.is_active, alert.is_latched) == (Kind.TWO_PEOPLE, False, True)
    hall.looks("ana", "rack")
    assert hall.of("rack")[0].ending is Ending.FIXED


def test_two_people_who_were_seen_while_it_lasted_end_with_it() -> None:
    hall = Hall()
    hall.does("rack", "22")
    hall.looks("ana", "rack")
    assert hall.alert("rack").is_active
    hall.does("rack", "..")
    assert not hall.open


def test_two_people_once_more_before_anybody_saw_it_are_the_same_alert() -> None:
    hall = Hall()
    hall.does("rack", "22..22")
    assert hall.alert("rack").is_active


def test_taking_what_is_latched_and_over_ends_it() -> None:
    hall = Hall()
    hall.does("rack", "22..")
    hall.takes("ana", hall.alert("rack"))
    assert hall.of("rack")[0].ending is Ending.FIXED


def test_a_call_is_urgent_and_stays_until_it_is_closed() -> None:
    hall = Hall()
    hall.arrives("rack")
    hall.happens(Called("rack"))
    hall.wait(1)
    hall.happens(Called("rack"))
    call = hall.alert("rack")
    assert (call.priority, call.whose.member_id) == (Priority.HIGH, "member rack")
    hall.looks("ana", "rack")
    assert hall.alert("rack").is_active
    hall.closes("ana", call)
    assert hall.of("rack")[0].ending is Ending.CLOSED


def test_a_call_outlasts_the_session_until_somebody_has_seen_it() -> None:
    hall = Hall()
    hall.arrives("rack")
    hall.happens(Called("rack"))
    hall.wait(1)
    hall.leaves("rack")
    assert not hall.alert("rack").is_active
    hall.looks("ana", "rack")
    assert not hall.open


def test_a_camera_that_goes_away_while_somebody_trains_is_an_alert_after_ten_seconds() -> None:
    hall = Hall()
    hall.does("rack", ".")
    hall.camera("rack", is_offline=True)
    hall.wait(9)
    assert not hall.alerts
    hall.wait(1)
    assert kinds(hall.open) == [Kind.CAMERA]
    hall.wait(60)
    hall.camera("rack", is_offline=False)
    hall.wait(9)
    assert hall.open
    hall.wait(1)
    assert hall.of("rack")[0].ending is Ending.FIXED


def test_a_camera_that_comes_back_soon_was_not_missed() -> None:
    hall = Hall()
    hall.does("rack", ".")
    hall.camera("rack", is_offline=True)
    hall.wait(5)
    hall.camera("rack", is_offline=False)
    hall.wait(60)
    assert not hall.alerts


def test_nobody_misses_the_camera_where_nobody_trains() -> None:
    hall = Hall()
    hall.camera("rack", is_offline=True)
    hall.wait(600)
    assert not hall.alerts
    hall.arrives("rack")
    assert kinds(hall.open) == [Kind.CAMERA]
    hall.leaves("rack")
    assert hall.of("rack")[0].ending is Ending.NOTHING_FOLLOWED


def test_at_a_paused_station_only_what_a_person_asked_for_goes_on() -> None:
    hall = Hall()
    hall.arrives("rack")
    hall.does("rack", "xx")
    hall.happens(Called("rack"))
    hall.camera("rack", is_offline=True)
    hall.wait(10)
    assert {one.kind for one in hall.open} == {Kind.FAULT, Kind.CALL, Kind.CAMERA}
    hall.happens(StationPaused("rack"))
    hall.wait(600)
    assert [one.kind for one in hall.open if one.is_active] == [Kind.CALL]


def test_a_camera_that_is_missed_once_more_is_another_alert() -> None:
    hall = Hall()
    hall.does("rack", ".")
    hall.camera("rack", is_offline=True)
    hall.wait(600)
    assert not hall.open
    hall.does("rack", ".")
    first, second = hall.of("rack")
    assert (first.is_open, second.is_open) == (False, True)
    assert first.alert_id != second.alert_id


def test_a_call_right_after_one_was_closed_is_another_alert() -> None:
    hall = Hall()
    for _ in range(2):
        hall.happens(Called("rack"))
        hall.closes("ana", hall.alert("rack"))
    assert len(hall.alerts) == 2


def test_a_camera_that_comes_and_goes_is_one_alert() -> None:
    hall = Hall()
    hall.arrives("rack")
    for _ in range(5):
        hall.camera("rack", is_offline=True)
        hall.wait(4)
        hall.camera("rack", is_offline=False)
        hall.wait(30)
    assert kinds(hall.of("rack")) == [Kind.CAMERA]
    assert hall.open
    hall.wait(90)
    assert not hall.open


def test_a_camera_that_is_away_holds_the_alerts_of_form_back() -> None:
    hall = Hall()
    hall.does("rack", "xx")
    hall.camera("rack", is_offline=True)
    assert hall.alert("rack").holding is Holding.CAMERA
    hall.wait(10)
    fault, camera = hall.of("rack")
    assert (fault.holding, camera.holding) == (Holding.CAMERA, None)
    hall.camera("rack", is_offline=False)
    hall.wait(10)
    assert hall.alert("rack").holding is None


def test_a_set_that_differs_throughout_is_to_know() -> None:
    hall = Hall()
    hall.differs("rack")
    alert = hall.alert("rack")
    assert (alert.kind, alert.priority) == (Kind.DIFFERS, Priority.LOW)
    hall.does("rack", "...")
    assert hall.of("rack")[0].ending is Ending.FIXED


def test_the_next_set_is_looked_at_anew() -> None:
    hall = Hall()
    hall.differs("rack")
    hall.does("rack", ".", set_number=2)
    assert hall.of("rack")[0].ending is Ending.NOTHING_FOLLOWED


def test_that_sets_differ_is_said_once_of_an_exercise() -> None:
    hall = Hall()
    hall.differs("rack")
    hall.does("rack", ".", set_number=2)
    hall.differs("rack")
    assert len(hall.alerts) == 1


def test_that_a_set_differs_is_not_said_where_its_fault_is() -> None:
    hall = Hall()
    hall.does("rack", "xx")
    hall.differs("rack")
    assert kinds(hall.open) == [Kind.FAULT]
