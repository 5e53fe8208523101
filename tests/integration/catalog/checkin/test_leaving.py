"""Who leaves, who was somebody else, and who has gone without a word."""

from functools import partial
from zoneinfo import ZoneInfo

import redis
from sqlalchemy import func, select

from spotter.catalog.audit import Signature
from spotter.catalog.checkin.attending import Attending
from spotter.catalog.checkin.leaving import Leaving
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import RepPoses, SessionRow
from spotter.catalog.pauses.changes import pause
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.wire.names import POSE_FIELD, STATION_SESSIONS, pose_log
from spotter.wire.poses.people import PoseFrame, pose_frame_bytes
from support.gyms.scored_gym import make_rep, squat_poses
from support.gyms.seen_at_station import PICTURE_PX, see
from support.hand_clock import HandClock
from support.records.ledger_in_test import (
    FAULTY,
    GOOD,
    LedgerInTest,
    add_session,
    in_session,
    say,
)
from support.twins.totals import naive_totals, stored_totals

UTC = ZoneInfo("UTC")
DIGEST = "d" * 64
NOW_US = 1_772_000_000_000_000


def test_after_not_me_no_rep_of_the_session_is_anybodys_not_even_one_under_way(
    redis_client: redis.Redis, database: Database
) -> None:
    ledger = LedgerInTest(redis_client, database)
    _, others_id = add_session(database, station_id="rack-2")
    _, session_id = add_session(database, station_id="rack-1")
    reps = [make_rep(DIGEST, rep_number=number) for number in range(1, 6)]
    for rep, verdict in zip(reps, (GOOD, FAULTY, FAULTY), strict=False):
        say(redis_client, in_session(rep, session_id), verdict)
    say(redis_client, in_session(reps[3], others_id), FAULTY)
    ledger.catch_up()

    ended = Leaving(database, UTC, lambda: NOW_US).not_me("rack-1", "screen")
    say(redis_client, in_session(reps[4], session_id), GOOD)
    ledger.catch_up()

    assert ended is not None
    assert (ended.session_id, ended.ended_us) == (session_id, NOW_US)
    entries = ledger.entries()
    assert [one.judged.session_id for one in entries] == ["", others_id, "", "", ""]
    assert [one.has_poses for one in entries] == [False, True, False, False, False]
    assert stored_totals(database) == naive_totals(database, entries, UTC)
    SessionAnnouncer(database, redis_client, lambda: NOW_US).announce()
    assert set(redis_client.hgetall(STATION_SESSIONS)) == {b"rack-2"}
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(RepPoses)) == 1


def test_a_session_ends_when_nobody_has_been_seen_for_minutes_and_not_where_somebody_is(
    redis_client: redis.Redis, database: Database
) -> None:
    clock = HandClock()
    for station_id in ("rack-1", "rack-2", "rack-3"):
        add_session(database, station_id=station_id)
    announcer = SessionAnnouncer(database, redis_client, lambda: NOW_US)
    ended: list[str] = []
    attending = Attending(
        database,
        redis_client,
        announcer,
        1.0,
        partial(ended.append, "silence"),
        now_us=lambda: NOW_US,
        clock=clock,
    )
    for look in range(8):
        nobody = PoseFrame("rack-1", NOW_US + look, *PICTURE_PX, "", ())
        redis_client.xadd(pose_log("rack-1"), {POSE_FIELD: pose_frame_bytes(nobody)})
        see(redis_client, "rack-2", squat_poses(100.0, NOW_US + look * 10_000_000))
        attending.step()
        clock.now_s += 10.0

    with database.reading() as session:
        is_open = SessionRow.ended_us.is_(None)
        found = session.scalars(select(SessionRow.station_id).where(is_open))
        assert sorted(found) == ["rack-2", "rack-3"]
    assert ended == ["silence"]


def test_a_pause_of_minutes_ends_a_session_so_that_nobody_goes_on_in_it(
    redis_client: redis.Redis, database: Database
) -> None:
    clock = HandClock()
    for station_id in ("rack-1", "rack-2"):
        add_session(database, station_id=station_id)
    with database.writing() as session:
        pause(session, "rack-1", Signature("screen", NOW_US))
    announcer = SessionAnnouncer(database, redis_client, lambda: NOW_US)
    attending = Attending(
        database,
        redis_client,
        announcer,
        1.0,
        lambda: None,
        now_us=lambda: NOW_US + int(clock()),
        clock=clock,
    )
    is_open = SessionRow.ended_us.is_(None)
    found = []
    for _ in range(8):
        attending.step()
        clock.now_s += 10.0
        with database.reading() as session:
            found.append(sorted(session.scalars(select(SessionRow.station_id).where(is_open))))
    assert found == [["rack-1", "rack-2"]] * 6 + [["rack-2"]] * 2
