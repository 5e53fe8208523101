"""Alerts of members who are erased or want to see what is known: real Redis, both databases."""

import io
import json
import uuid
import zipfile
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.api.catalog.v1.alert_service_pb2_grpc import AlertServiceStub
from spotter.catalog.database.tables import AlertMemory
from spotter.catalog.retention.due import KeptDays
from spotter.catalog.retention.round import removing
from spotter.wire.catalog.people.members import Consent, Retention
from support.records.alerts_catalog import OPENS, AlertsInTest, all_open, answering
from support.records.gym_of_two import all_text
from support.records.people_catalog import ALL, START_US, PeopleCatalog, people_catalog

DAY_US = 86_400_000_000


@pytest.fixture
def people(gym: AlertsInTest, database_url: str) -> Iterator[PeopleCatalog]:
    with people_catalog(database_url, gym.client) as catalog:
        assert gym.now_us == START_US
        yield catalog


@pytest.fixture
def stub(gym: AlertsInTest) -> Iterator[AlertServiceStub]:
    with answering(gym) as service:
        yield service


def trained(gym: AlertsInTest, people: PeopleCatalog, name: str, station_id: str) -> str:
    """Somebody with a fault that persists; returns the member's id."""
    member_id = people.members.add(name, ALL).member_id
    session, _ = people.sessions.begin(station_id, member_id)
    gym.now_us += 1_000_000
    gym.set_of(*OPENS, station_id=station_id, session_id=session.session_id)
    return member_id


def said(stub: AlertServiceStub, alert: pb.Alert) -> None:
    """A cue and a silence that name the member."""
    stub.SendCue(
        pb.SendCueRequest(
            cue_id=str(uuid.uuid4()),
            station_id=alert.station_id,
            text="Knees out, Anna!",
            alert_id=alert.alert_id,
            author="ida",
        )
    )
    stub.BeginSilence(
        pb.BeginSilenceRequest(
            alert_id=alert.alert_id, duration_s=600, reason="Anna knows", author="ida"
        )
    )


def test_of_who_is_erased_an_alert_of_nobody_is_left_and_nothing_that_names_them(
    gym: AlertsInTest, people: PeopleCatalog, stub: AlertServiceStub
) -> None:
    anna = trained(gym, people, "Anna", "rack-1")
    ben = trained(gym, people, "Ben", "rack-2")
    before = {one.station_id: one for one in all_open(stub)}
    said(stub, before["rack-1"])
    known = stub.ListChanges(pb.ListChangesRequest()).change_no
    removed = dict(people.members.erase(anna).removed)
    assert (removed["alerts"], removed["silences"], removed["cues"]) == (1, 1, 1)
    gym.step(1)
    session_id = before["rack-1"].session_id
    assert session_id not in (text := all_text(people.database))
    assert "Anna" not in text
    with people.database.reading() as session:
        assert anna not in "".join(session.scalars(select(AlertMemory.data)))
    since = stub.ListChanges(pb.ListChangesRequest(after_change_no=known))
    (loose,) = [one for one in since.alerts if one.station_id == "rack-1"]
    assert (loose.member_id, loose.session_id, list(loose.evidence.rep_ids)) == ("", "", [])
    assert loose.ending == pb.ENDING_NOTHING_FOLLOWED
    assert [one.member_id for one in all_open(stub)] == [ben]


def test_of_who_does_not_agree_any_more_no_alert_stays_open(
    gym: AlertsInTest, people: PeopleCatalog, stub: AlertServiceStub
) -> None:
    anna = trained(gym, people, "Anna", "rack-1")
    assert len(all_open(stub)) == 1
    people.members.change_consent(anna, Consent())
    gym.step(1)
    assert all_open(stub) == []


def test_an_export_tells_of_a_members_alerts_and_of_nobody_elses(
    gym: AlertsInTest, people: PeopleCatalog, stub: AlertServiceStub
) -> None:
    anna = trained(gym, people, "Anna", "rack-1")
    trained(gym, people, "Ben", "rack-2")
    for alert in all_open(stub):
        stub.TakeAlerts(pb.TakeAlertsRequest(alert_ids=[alert.alert_id], author="ida"))
        if alert.member_id == anna:
            said(stub, alert)
    file = io.BytesIO()
    people.members.export(anna, file)
    with zipfile.ZipFile(file) as archive:
        told = {
            name: json.loads(archive.read(f"{name}.json"))
            for name in ("alerts", "cues", "silences", "changes")
        }
    (alert,) = told["alerts"]
    assert (alert["station_id"], alert["kind"], alert["taken_by"]) == ("rack-1", "fault", "ida")
    assert "knee" in alert["fault"]
    assert [one["text"] for one in told["cues"]] == ["Knees out, Anna!"]
    assert [one["reason"] for one in told["silences"]] == ["Anna knows"]
    assert {"took the alert", "sent a cue to rack-1", "began a silence of 600 s"} <= {
        one["what"] for one in told["changes"]
    }


def test_alerts_go_when_verdicts_do_and_each_member_s_when_they_chose(
    gym: AlertsInTest, people: PeopleCatalog, stub: AlertServiceStub
) -> None:
    anna = trained(gym, people, "Anna", "rack-1")
    ben = trained(gym, people, "Ben", "rack-2")
    for alert in all_open(stub):
        said(stub, alert)
        stub.CloseAlerts(pb.CloseAlertsRequest(alert_ids=[alert.alert_id], author="ida"))
    stub.CallTrainer(pb.CallTrainerRequest(station_id="rack-1"))
    people.members.change_retention(ben, Retention(verdicts_kept_days=5))
    removed = Counter[str]()
    for one in removing(people.database, START_US + 7 * DAY_US, KeptDays(10, 10), lambda: 1):
        removed[one.kind] += one.count
    assert removed == {"alerts": 1, "cues": 1, "silences": 1}
    left = stub.ListAlerts(pb.ListAlertsRequest()).alerts
    assert [(one.member_id, one.kind) for one in left] == [
        (anna, pb.ALERT_KIND_CALL),
        (anna, pb.ALERT_KIND_FAULT),
    ]
    removed.clear()
    for one in removing(people.database, START_US + 60 * DAY_US, KeptDays(10, 10), lambda: 1):
        removed[one.kind] += one.count
    assert removed == {"alerts": 1, "cues": 1, "silences": 1}
