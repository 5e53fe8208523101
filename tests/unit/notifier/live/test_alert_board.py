"""What asks for a trainer now, and who is told what of it."""

import pytest

from spotter.notifier.live.alert_board import AlertBoard
from spotter.notifier.live.pages.viewer import Subject, Viewer, Whose
from spotter.notifier.live.training.attendance import Attendance
from spotter.notifier.views.messages import WhoTrains
from spotter.notifier.views.v1.alerts.alerts import (
    AlertsView,
    AlertView,
    ClassLineView,
    CueView,
    EvidenceView,
    NeedView,
    PresenceView,
    SilenceView,
)
from support.hand_clock import HandClock
from support.records.made_up_session import session

TRAINER = Viewer(subjects=frozenset(Subject))
NOW_MS = 1_000_000


def seeing(*station_ids: str) -> Viewer:
    return Viewer(lambda whose: whose.station_id in station_ids, frozenset(Subject))


def alert(alert_id: str, station_id: str = "rack-1", **changes: object) -> AlertView:
    evidence = EvidenceView(
        reps=1, faulty_reps=1, in_a_row=1, worst_ratio=1, trend="", worst_rep_id="", rep_ids=[]
    )
    values: dict[str, object] = {
        "alert_id": alert_id,
        "kind": "fault",
        "priority": "high",
        "station_id": station_id,
        "session_id": None,
        "member_id": None,
        "class_id": None,
        "exercise": "squat",
        "title": "Sits too high",
        "reason": "",
        "cues": [],
        "evidence": evidence,
        "is_active": True,
        "is_latched": False,
        "taking": None,
        "holding": "",
        "silence_id": None,
        "line_id": None,
        "opened_ms": 1,
        "risen_ms": 1,
        "ended_ms": None,
        "ending": "",
        "ending_words": "",
        "rank": 1.0,
        "escalation": 0,
        "declined_by": [],
    }
    return AlertView.model_validate(values | changes)


def silence(silence_id: str, **about: str) -> SilenceView:
    return SilenceView.model_validate(
        {"member_id": None, "station_id": None, "alert_id": None}
        | {"silence_id": silence_id, "words": "", "author": "local", "name": "Ida"}
        | {"reason": "old injury", "begun_ms": 1, "until_ms": NOW_MS + 1}
        | about
    )


def cue(cue_id: str, at_ms: int = NOW_MS) -> CueView:
    return CueView(
        cue_id=cue_id,
        station_id="rack-1",
        text="Up.",
        author="i",
        name="I",
        at_ms=at_ms,
        alert_id=None,
    )


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def board(clock: HandClock) -> AlertBoard:
    """A board that has heard that there is nothing yet."""
    board = AlertBoard(clock, Attendance(), has_records=True)
    board.replace(AlertsView())
    return board


def seen(board: AlertBoard, viewer: Viewer = TRAINER) -> AlertsView:
    found = board.seen_by(viewer, NOW_MS)
    assert found
    return found


def test_without_records_there_are_no_alerts_to_see(clock: HandClock) -> None:
    assert AlertBoard(clock, Attendance(), has_records=False).seen_by(TRAINER, NOW_MS) is None


def test_before_the_first_answer_nothing_looks_fine(clock: HandClock) -> None:
    board = AlertBoard(clock, Attendance(), has_records=True)
    assert board.turn() == []
    assert seen(board).problem == "Alerts are not known yet."

    assert board.replace(AlertsView())
    assert not seen(board).problem


def test_what_changes_is_told_to_those_who_see_the_station_and_kept(board: AlertBoard) -> None:
    changes = board.change(AlertsView(alerts=(alert("a1"), alert("a2", "rack-2"))))

    assert {(*one.whose, one.alerts.alerts[0].alert_id) for one in changes} == {
        (Whose("rack-1"), "a1"),
        (Whose("rack-2"), "a2"),
    }
    assert [one.alert_id for one in seen(board).alerts] == ["a1", "a2"]
    assert [one.alert_id for one in seen(board, seeing("rack-2")).alerts] == ["a2"]


def test_an_alert_that_ends_is_told_and_stays_in_snapshots_for_two_minutes(
    board: AlertBoard,
) -> None:
    board.change(AlertsView(alerts=(alert("a1"),)))
    [change] = board.change(AlertsView(alerts=(alert("a1", ended_ms=NOW_MS, ending="fixed"),)))

    assert change.alerts.alerts[0].ending == "fixed"
    for later_ms, count in ((119_000, 1), (121_000, 0)):
        found = board.seen_by(TRAINER, NOW_MS + later_ms)
        assert found
        assert len(found.alerts) == count


def test_a_line_is_told_to_those_who_see_one_of_its_stations(board: AlertBoard) -> None:
    line = ClassLineView(
        line_id="l1",
        class_id=None,
        exercise="squat",
        words="7 of 20 cut the squat short",
        people=7,
        out_of=20,
        alert_ids=["a1", "a2"],
        begun_ms=1,
        ended_ms=None,
    )
    board.change(AlertsView(alerts=(alert("a1"), alert("a2", "rack-2")), lines=(line,)))

    assert [len(seen(board, one).lines) for one in (TRAINER, seeing("rack-2"), seeing("bar"))] == [
        1,
        1,
        0,
    ]


def test_silences_needs_and_cues_are_told_to_those_whom_they_concern(board: AlertBoard) -> None:
    need = NeedView(
        station_id="rack-2", rank=1, priority="low", reason="x", trend="", looked_ms=None
    )
    board.change(
        AlertsView(
            alerts=(alert("a1", member_id="m1"),),
            needs=(need,),
            silences=(
                silence("of alert", alert_id="a1"),
                silence("of station", station_id="rack-2"),
                silence("of member", member_id="m1"),
                silence("of another", member_id="m9"),
            ),
            cues=(cue("c1"),),
            presences=(PresenceView(author="i", name="I", until_ms=NOW_MS + 1),),
        )
    )

    at_rack_1 = seen(board, seeing("rack-1"))
    assert [one.silence_id for one in at_rack_1.silences] == ["of alert", "of member"]
    assert (len(at_rack_1.needs), len(at_rack_1.cues), len(at_rack_1.presences)) == (0, 1, 1)
    assert len(seen(board).silences) == 4


def test_who_sees_somebody_sees_no_alert_and_no_cue_from_before_they_came(
    board: AlertBoard,
) -> None:
    begun_ms = NOW_MS - 10_000
    board.attendance.know(WhoTrains(sessions=[session(begun_ms=begun_ms)], problem=""))
    board.change(
        AlertsView(
            alerts=(
                alert("another's", member_id="m9"),
                alert("hers", member_id="m1"),
                alert("camera is away"),
                alert("camera was away", ended_ms=begun_ms - 1),
            ),
            cues=(cue("before", begun_ms - 1), cue("since", begun_ms)),
        )
    )

    found = seen(board, Viewer(lambda whose: whose.member_id == "m1", frozenset(Subject)))

    assert [one.alert_id for one in found.alerts] == ["hers", "camera is away"]
    assert [one.cue_id for one in found.cues] == ["since"]


def test_what_is_over_is_forgotten(board: AlertBoard) -> None:
    board.change(AlertsView(silences=(silence("s1", station_id="rack-1"),)))

    found = board.seen_by(TRAINER, NOW_MS + 1)
    assert found
    assert found.silences == ()


def test_a_flood_is_told_to_everybody(board: AlertBoard) -> None:
    changes = board.change(AlertsView(alerts=(alert("a1"),), is_flood=True))

    assert {one.whose: one.alerts.is_flood for one in changes} == {
        frozenset(): True,
        frozenset({Whose("rack-1")}): True,
    }
    assert seen(board).is_flood


def test_records_that_are_away_for_three_seconds_are_told_once_and_so_is_their_return(
    board: AlertBoard, clock: HandClock
) -> None:
    board.change(AlertsView(alerts=(alert("a1"),)))
    board.lose()
    assert board.turn() == []
    clock.now_s += 3
    [away] = board.turn()
    assert board.turn() == []

    assert "records are away" in away.alerts.problem
    assert away.whose == frozenset()
    assert [one.alert_id for one in seen(board).alerts] == ["a1"]
    [back] = board.change(AlertsView())
    assert not back.alerts.problem


def test_what_is_the_same_as_before_replaces_nothing(board: AlertBoard) -> None:
    assert board.replace(AlertsView(alerts=(alert("a1"),)))
    assert not board.replace(AlertsView(alerts=(alert("a1"),)))
    assert board.replace(AlertsView())
    assert seen(board).alerts == ()
