"""What trainers do about alerts, over gRPC, in both databases."""

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import grpc
import pytest
from sqlalchemy import select

from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.api.catalog.v1.alert_service_pb2_grpc import AlertServiceStub
from spotter.catalog.database.tables import AuditEntry
from support.records.alerts_catalog import ENDS, FAULTY, OPENS, AlertsInTest, all_open, answering

NOBODYS = str(uuid.UUID(int=1))


@pytest.fixture
def stub(gym: AlertsInTest) -> Iterator[AlertServiceStub]:
    with answering(gym) as service:
        yield service


def opened(gym: AlertsInTest, stub: AlertServiceStub, station_id: str = "rack-1") -> pb.Alert:
    gym.set_of(*OPENS, station_id=station_id)
    return next(one for one in all_open(stub) if one.station_id == station_id)


def noted(gym: AlertsInTest) -> list[tuple[str, str]]:
    with gym.database.reading() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.no))
        return [(row.author, row.what) for row in rows]


def refusal(call: Callable[[Any], object], request: object) -> tuple[grpc.StatusCode, str]:
    with pytest.raises(grpc.RpcError) as refused:
        call(request)
    error = refused.value
    return error.code(), error.details() or ""


def test_of_two_trainers_at_the_same_instant_one_takes_it_and_both_see_who(
    gym: AlertsInTest, stub: AlertServiceStub
) -> None:
    alert = opened(gym, stub)
    start = Barrier(2)

    def take(author: str) -> str:
        start.wait()
        asked = pb.TakeAlertsRequest(alert_ids=[alert.alert_id], author=author)
        return stub.TakeAlerts(asked).alerts[0].taking.author

    with ThreadPoolExecutor(2) as trainers:
        seen = set(trainers.map(take, ("ida", "otto")))
    assert len(seen) == 1
    assert noted(gym) == [(seen.pop(), "took the alert")]
    gym.step(1)
    assert gym.count("taken_total") == 1


def test_another_takes_over_only_where_that_is_asked_and_hands_back(
    gym: AlertsInTest, stub: AlertServiceStub
) -> None:
    ids = [opened(gym, stub).alert_id]
    stub.TakeAlerts(pb.TakeAlertsRequest(alert_ids=ids, author="ida"))
    over = pb.TakeAlertsRequest(alert_ids=ids, author="otto", take_over=True)
    assert stub.TakeAlerts(over).alerts[0].taking.author == "otto"
    back = stub.HandBackAlerts(pb.HandBackAlertsRequest(alert_ids=ids, author="otto"))
    assert not back.alerts[0].HasField("taking")
    no = stub.DeclineAlerts(pb.DeclineAlertsRequest(alert_ids=ids, author="otto"))
    assert list(no.alerts[0].declined_by) == ["otto"]
    assert [what for _, what in noted(gym)] == [
        "took the alert",
        "took the alert",
        "handed back the alert",
        "declined the alert",
    ]


def test_several_alerts_are_taken_with_one_gesture_also_when_one_has_ended(
    gym: AlertsInTest, stub: AlertServiceStub
) -> None:
    ids = [opened(gym, stub).alert_id, opened(gym, stub, "rack-2").alert_id]
    stub.CloseAlerts(pb.CloseAlertsRequest(alert_ids=ids[:1], author="otto"))
    found = stub.TakeAlerts(pb.TakeAlertsRequest(alert_ids=ids, author="ida")).alerts
    assert [(one.alert_id, one.ending, one.taking.author) for one in found] == [
        (ids[0], pb.ENDING_CLOSED, ""),
        (ids[1], pb.ENDING_UNSPECIFIED, "ida"),
    ]


def test_a_taking_is_there_after_a_kill(gym: AlertsInTest, stub: AlertServiceStub) -> None:
    alert = opened(gym, stub)
    stub.TakeAlerts(pb.TakeAlertsRequest(alert_ids=[alert.alert_id], author="ida"))
    gym.restart()
    gym.set_of(FAULTY)
    with answering(gym) as again:
        (found,) = all_open(again)
    assert (found.alert_id, found.taking.author) == (alert.alert_id, "ida")


def test_that_was_fine_ends_an_alert_and_the_same_opens_no_other(
    gym: AlertsInTest, stub: AlertServiceStub
) -> None:
    alert = opened(gym, stub)
    asked = pb.AnswerAlertRequest(
        alert_id=alert.alert_id,
        rep_id=alert.evidence.worst_rep_id,
        answer=pb.ANSWER_FINE,
        author="ida",
    )
    assert stub.AnswerAlert(asked).alert.ending == pb.ENDING_WAS_FINE
    gym.set_of(*OPENS)
    assert all_open(stub) == []
    assert noted(gym) == [("ida", "answered the alert: the rep was fine")]
    asked.answer = pb.ANSWER_UNSPECIFIED
    assert refusal(stub.AnswerAlert, asked)[0] is grpc.StatusCode.INVALID_ARGUMENT


def test_a_silence_has_author_reason_and_end(gym: AlertsInTest, stub: AlertServiceStub) -> None:
    alert = opened(gym, stub)
    asked = pb.BeginSilenceRequest(
        alert_id=alert.alert_id, duration_s=600, reason=" knee  brace ", author="ida"
    )
    silence = stub.BeginSilence(asked).silence
    assert (silence.author, silence.reason) == ("ida", "knee brace")
    assert silence.until_us == gym.now_us + 600_000_000
    (held,) = all_open(stub)
    assert (held.holding, held.silence_id) == (pb.HOLDING_SILENCE, silence.silence_id)
    ended = pb.EndSilenceRequest(silence_id=silence.silence_id, author="otto")
    gym.now_us += 1_000_000
    assert stub.EndSilence(ended).silence.ended_by == "otto"
    assert stub.EndSilence(ended).silence.until_us == gym.now_us
    assert all_open(stub)[0].holding != pb.HOLDING_SILENCE
    assert [what for _, what in noted(gym)] == ["began a silence of 600 s", "ended the silence"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"duration_s": 59}, "expected a silence of 60 to 86400 s; found 59"),
        ({"reason": ""}, "expected a reason"),
        ({"reason": "\u202efine"}, "turn the text around"),
        ({"alert_id": ""}, "expected a silence about a member, a station or an alert's fault"),
        ({"author": ""}, "expected an author"),
    ],
)
def test_a_silence_that_cannot_be_is_refused_in_words(
    gym: AlertsInTest, stub: AlertServiceStub, changes: dict[str, object], said: str
) -> None:
    wanted: dict[str, object] = {
        "alert_id": opened(gym, stub).alert_id,
        "duration_s": 600,
        "reason": "talked",
        "author": "ida",
    }
    asked = pb.BeginSilenceRequest(**{**wanted, **changes})  # type: ignore[arg-type]
    code, words = refusal(stub.BeginSilence, asked)
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert said in words


def test_a_cue_is_sent_once_and_takes_the_alert_that_it_answers(
    gym: AlertsInTest, stub: AlertServiceStub
) -> None:
    alert = opened(gym, stub)
    asked = pb.SendCueRequest(
        cue_id=str(uuid.UUID(int=5)),
        station_id="rack-1",
        text="Knees out!",
        alert_id=alert.alert_id,
        author="ida",
    )
    cue = stub.SendCue(asked).cue
    assert stub.SendCue(asked).cue == cue
    found = stub.ListChanges(pb.ListChangesRequest())
    assert list(found.cues) == [cue]
    assert found.alerts[0].taking.author == "ida"
    assert noted(gym) == [("ida", "sent a cue to rack-1")]


@pytest.mark.parametrize("text", ["", "two\nlines\x00", "a\u202eb", "x" * 201])
def test_a_cue_that_is_no_line_is_refused(stub: AlertServiceStub, text: str) -> None:
    asked = pb.SendCueRequest(
        cue_id=str(uuid.UUID(int=5)), station_id="rack-1", text=text, author="ida"
    )
    code, words = refusal(stub.SendCue, asked)
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert "a cue" in words


def test_called_once_more_it_stays_one_alert_until_somebody_closes_it(
    stub: AlertServiceStub,
) -> None:
    call = stub.CallTrainer(pb.CallTrainerRequest(station_id="rack-1")).alert
    assert (call.kind, call.priority, call.is_latched) == (
        pb.ALERT_KIND_CALL,
        pb.PRIORITY_HIGH,
        True,
    )
    again = stub.CallTrainer(pb.CallTrainerRequest(station_id="rack-1")).alert
    assert again.alert_id == call.alert_id
    closed = pb.CloseAlertsRequest(alert_ids=[call.alert_id], author="ida")
    assert stub.CloseAlerts(closed).alerts[0].ending == pb.ENDING_CLOSED


def test_who_is_at_the_console_is_told_and_who_looked(
    gym: AlertsInTest, stub: AlertServiceStub
) -> None:
    asked = pb.NotePresenceRequest(author="ida", duration_s=60)
    assert stub.NotePresence(asked).presence.until_us == gym.now_us + 60_000_000
    stub.NoteLook(pb.NoteLookRequest(station_id="rack-1", author="ida"))
    found = stub.ListChanges(pb.ListChangesRequest())
    assert [one.author for one in found.presences] == ["ida"]
    assert [(one.station_id, one.looked_us) for one in found.needs] == [("rack-1", gym.now_us)]
    stub.NotePresence(pb.NotePresenceRequest(author="ida", duration_s=0))
    assert not stub.ListChanges(pb.ListChangesRequest()).presences


def test_what_nobody_knows_is_not_found(stub: AlertServiceStub) -> None:
    not_found = grpc.StatusCode.NOT_FOUND
    for call, request in (
        (stub.TakeAlerts, pb.TakeAlertsRequest(alert_ids=[NOBODYS], author="ida")),
        (stub.CloseAlerts, pb.CloseAlertsRequest(alert_ids=[NOBODYS], author="ida")),
        (stub.EndSilence, pb.EndSilenceRequest(silence_id=NOBODYS, author="ida")),
    ):
        assert refusal(call, request) == (not_found, refusal(call, request)[1])
    code, words = refusal(stub.TakeAlerts, pb.TakeAlertsRequest(alert_ids=["x"], author="ida"))
    assert (code, "an alert is a UUID" in words) == (grpc.StatusCode.INVALID_ARGUMENT, True)


def test_whoever_asks_is_told_what_has_changed_since_and_no_more(
    gym: AlertsInTest, stub: AlertServiceStub
) -> None:
    first = opened(gym, stub)
    everything = stub.ListChanges(pb.ListChangesRequest())
    assert (everything.is_all, len(everything.alerts)) == (True, 1)
    second = opened(gym, stub, "rack-2")
    since = stub.ListChanges(pb.ListChangesRequest(after_change_no=everything.change_no))
    assert not since.is_all
    assert {one.alert_id for one in since.alerts} == {second.alert_id}
    assert {one.station_id for one in since.needs} == {"rack-2"}
    nothing = stub.ListChanges(pb.ListChangesRequest(after_change_no=since.change_no))
    assert nothing == pb.ListChangesResponse(change_no=since.change_no)
    gym.set_of(*ENDS)
    ended = stub.ListChanges(pb.ListChangesRequest(after_change_no=since.change_no))
    assert first.alert_id in {one.alert_id for one in ended.alerts if one.ended_us}
    for unknown in (1, everything.change_no + 10**15):
        assert stub.ListChanges(pb.ListChangesRequest(after_change_no=unknown)).is_all


def test_the_past_comes_in_pages_latest_first(gym: AlertsInTest, stub: AlertServiceStub) -> None:
    ids = [opened(gym, stub, f"rack-{number}").alert_id for number in range(3)]
    first = stub.ListAlerts(pb.ListAlertsRequest(page_size=2))
    asked = pb.ListAlertsRequest(page_size=2, page_token=first.next_page_token)
    last = stub.ListAlerts(asked)
    assert [one.alert_id for one in (*first.alerts, *last.alerts)] == ids[::-1]
    assert last.next_page_token == ""
    here = stub.ListAlerts(pb.ListAlertsRequest(station_id="rack-1"))
    assert [one.alert_id for one in here.alerts] == ids[1:2]
    before = pb.ListAlertsRequest(until_us=here.alerts[0].opened_us)
    assert [one.alert_id for one in stub.ListAlerts(before).alerts] == ids[:1]
