"""Verdicts, cameras and sessions become alerts: real Redis and databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import nan
from uuid import UUID

from sqlalchemy import select, update

from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.catalog.audit import Signature
from spotter.catalog.classes.changes import create
from spotter.catalog.database.tables import AlertRow, SessionRow
from spotter.wire import names
from spotter.wire.catalog.people.classes import ClassPlan
from spotter.wire.stations import StationState, Status, station_state_bytes
from support.records.alerts_catalog import (
    ENDS,
    FAULTY,
    GOOD,
    MINUTE_US,
    OPENS,
    START_US,
    AlertsInTest,
    all_open,
    answering,
)
from support.records.ledger_in_test import KNEES_IN, add_session


def alerts_kept(gym: AlertsInTest) -> int:
    with gym.database.reading() as session:
        return len(session.scalars(select(AlertRow)).all())


def test_a_fault_that_persists_opens_an_alert_and_one_that_is_fixed_ends_it(
    gym: AlertsInTest,
) -> None:
    with answering(gym) as stub:
        gym.set_of(GOOD, *OPENS[1:])
        assert all_open(stub) == []
        gym.set_of(FAULTY)
        (alert,) = all_open(stub)
        assert alert.kind == pb.ALERT_KIND_FAULT
        assert (alert.station_id, alert.exercise) == ("rack-1", "squat")
        assert (alert.evidence.faulty_reps, alert.is_active) == (len(OPENS), True)
        gym.set_of(*ENDS)
        assert all_open(stub) == []
        (past,) = stub.ListAlerts(pb.ListAlertsRequest()).alerts
        assert (past.alert_id, past.ending) == (alert.alert_id, pb.ENDING_FIXED)
    assert gym.count("opened_total", kind="fault") == 1
    assert gym.count("ended_total", ending="fixed") == 1
    assert gym.count("open") == 0


def test_an_alert_says_whose_it_is_and_of_which_class(gym: AlertsInTest) -> None:
    member_id, session_id = add_session(gym.database)
    begun = datetime.fromtimestamp(START_US // 1_000_000, UTC) - timedelta(minutes=5)
    plan = ClassPlan("Evening", begun.date(), True, begun.time(), 60, (member_id,))  # noqa: FBT003
    class_id = UUID(int=7)
    with gym.database.writing() as session:
        create(session, plan, Signature("ida", 1), class_id)
    gym.set_of(*OPENS, session_id=session_id)
    with answering(gym) as stub:
        (alert,) = all_open(stub)
        asked = pb.ListAlertsRequest(member_id=member_id, class_id=str(class_id))
        assert stub.ListAlerts(asked).alerts[0] == alert
    assert (alert.session_id, alert.member_id) == (session_id, member_id)
    assert alert.class_id == str(class_id)


def test_who_leaves_needs_nobody_any_more(gym: AlertsInTest) -> None:
    _, session_id = add_session(gym.database)
    gym.set_of(*OPENS, session_id=session_id)
    with gym.database.writing() as session:
        session.execute(update(SessionRow).values(ended_us=gym.now_us, ended_by="ida"))
    gym.client.xadd(names.CATALOG_CHANGES, {names.CHANGE_KIND: names.SESSION_CHANGES})
    gym.step(1)
    with answering(gym) as stub:
        (past,) = stub.ListAlerts(pb.ListAlertsRequest()).alerts
    assert past.ending == pb.ENDING_NOTHING_FOLLOWED


def test_a_camera_that_goes_while_somebody_trains_is_an_alert_until_it_is_back(
    gym: AlertsInTest,
) -> None:
    gym.camera(Status.LIVE)
    gym.set_of(GOOD)
    gym.camera(Status.OFFLINE)
    gym.step(1)
    with answering(gym) as stub:
        assert all_open(stub) == []
        gym.step(15)
        (alert,) = all_open(stub)
        assert alert.kind == pb.ALERT_KIND_CAMERA
        gym.camera(Status.LIVE)
        gym.step(1)
        gym.step(15)
        assert all_open(stub) == []


def test_what_is_read_twice_opens_one_alert(gym: AlertsInTest) -> None:
    gym.set_of(*OPENS)
    gym.restart()
    gym.set_of(FAULTY)
    with answering(gym) as stub:
        (alert,) = all_open(stub)
    assert alert.evidence.faulty_reps == len(OPENS) + 1
    assert alerts_kept(gym) == 1


def test_an_entry_that_is_no_verdict_is_passed_over(gym: AlertsInTest) -> None:
    gym.client.xadd(names.VERDICTS, {names.VERDICT_FIELD: b"\xff"}, id="1-1")
    gym.judge(replace(FAULTY, threshold=0.0))
    gym.judge(replace(FAULTY, score=nan), track_id=2)
    gym.set_of(*OPENS)
    assert alerts_kept(gym) == 1
    assert gym.count("passed_over_total", why="unreadable") == 3


def test_an_event_that_cannot_be_kept_is_passed_over_and_the_others_are_not(
    gym: AlertsInTest,
) -> None:
    without_size = replace(FAULTY, faults=(replace(KNEES_IN, size_tl=nan),))
    gym.judge(without_size, station_id="rack-2")
    gym.set_of(*OPENS)
    assert alerts_kept(gym) == 1
    assert gym.count("passed_over_total", why="failed") == 1


def test_reps_of_long_ago_open_no_alert_that_is_over_by_now(gym: AlertsInTest) -> None:
    for number in range(len(OPENS)):
        ended_us = START_US - 60 * MINUTE_US + number * 3_000_000
        gym.judge(FAULTY, ended_us=ended_us, said_us=ended_us)
    gym.step()
    gym.step(1)
    assert alerts_kept(gym) == 0
    assert gym.calls == []


def test_reps_of_long_ago_count_for_what_comes_after_them(gym: AlertsInTest) -> None:
    for minutes in (9, 8, 7, 6, 4):
        at_us = START_US - minutes * MINUTE_US
        gym.judge(FAULTY, ended_us=at_us, said_us=at_us)
    gym.step()
    with answering(gym) as stub:
        (alert,) = all_open(stub)
    assert alert.evidence.faulty_reps == 5
    assert alert.opened_us == START_US - (10 - len(OPENS)) * MINUTE_US


def test_at_a_station_that_is_paused_alerts_end_and_none_begin(gym: AlertsInTest) -> None:
    gym.camera(Status.LIVE)
    gym.set_of(*OPENS)
    with answering(gym) as stub:
        assert len(all_open(stub)) == 1
        gym.camera(Status.PAUSED)
        gym.step(1)
        gym.step(60)
        assert all_open(stub) == []


def test_a_camera_whose_process_died_is_offline_though_nobody_says_so(gym: AlertsInTest) -> None:
    gym.camera(Status.LIVE)
    gym.set_of(GOOD)
    server_s, _ = gym.client.time()
    gym.step(60)
    gym.client.zadd(names.FRAMES_IN, {"rack-1": server_s - 60})
    gym.set_of(GOOD)
    gym.step(11)
    gym.step(11)
    with answering(gym) as stub:
        (alert,) = all_open(stub)
        assert (alert.kind, alert.station_id) == (pb.ALERT_KIND_CAMERA, "rack-1")
        gym.client.zadd(names.FRAMES_IN, {"rack-1": server_s})
        gym.step(11)
        gym.step(11)
        assert all_open(stub) == []


def test_what_the_last_run_left_of_cameras_is_no_news_until_they_had_time_to_connect(
    gym: AlertsInTest,
) -> None:
    state = station_state_bytes(StationState("rack-1", Status.OFFLINE, gym.now_us))
    gym.client.hset(names.STATION_STATES, "rack-1", state)
    gym.set_of(GOOD)
    gym.step(15)
    gym.step(15)
    with answering(gym) as stub:
        assert all_open(stub) == []
        gym.step(40)
        gym.set_of(GOOD)
        gym.step(15)
        (alert,) = all_open(stub)
    assert alert.kind == pb.ALERT_KIND_CAMERA
