"""A rep belongs to the session that was open at its station when it started."""

import pytest
import redis
from structlog.testing import capture_logs

from spotter.movement.values import Rep
from spotter.wire import names
from spotter.wire.sessions import StationSession
from spotter.wire.stations import Judged
from support.gyms.gym_in_redis import put_sessions, put_station
from support.processes.segmenter_replica import THREE_REPS, Replica, stored_reps

ANNA, BEN = "0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a01", "0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a02"


def cut(client: redis.Redis) -> list[Rep]:
    client.delete(*client.keys("rep:*"), *client.keys("rq:*"), names.pose_log("rack-1"), "none")
    Replica(client).add(THREE_REPS)
    return stored_reps(client)


def starts_us(reps: list[Rep]) -> list[int]:
    return [int(rep.poses.captured_us[0]) for rep in reps]


def whose(reps: list[Rep]) -> list[tuple[str, str]]:
    return [(rep.session_id, rep.member_id) for rep in reps]


def test_without_a_session_reps_are_nobodys(gym: redis.Redis) -> None:
    reps = cut(gym)
    assert whose(reps) == [("", "")] * 3
    assert {rep.visit_id for rep in reps} == {"rack-1_1"}


def test_a_rep_belongs_to_the_session_in_which_it_started(gym: redis.Redis) -> None:
    first, second, third = starts_us(cut(gym))
    # The last rep is cut long after its session has ended and another one has begun.
    put_sessions(
        gym,
        "rack-1",
        StationSession("one", ANNA, second, third + 1),
        StationSession("two", BEN, third + 1),
    )
    assert first < second
    reps = cut(gym)
    assert whose(reps) == [("", ""), ("one", ANNA), ("one", ANNA)]
    assert [rep.visit_id for rep in reps] == ["rack-1_1", "one", "one"]
    assert gym.zrange(names.visit_key("one"), 0, -1) == [rep.rep_id.encode() for rep in reps[1:]]


def test_sessions_of_other_stations_do_not_matter(gym: redis.Redis) -> None:
    put_sessions(gym, "rack-2", StationSession("one", ANNA, 0))
    assert whose(cut(gym)) == [("", "")] * 3


def test_a_replay_gives_reps_of_the_same_sessions(gym: redis.Redis) -> None:
    put_sessions(gym, "rack-1", StationSession("one", ANNA, 0))
    replica = Replica(gym)
    replica.add(THREE_REPS[:-40])
    before = stored_reps(gym)
    put_sessions(gym, "rack-1", StationSession("one", ANNA, 0, THREE_REPS[-1].captured_us))
    gym.delete(*[names.rep_key(rep.rep_id) for rep in before], *gym.keys("rq:*"))
    gym.delete(names.segmenter_state("rack-1"), names.latest_reps("rack-1"))
    Replica(gym).add(THREE_REPS[-40:])
    assert whose(stored_reps(gym)) == [("one", ANNA)] * 3


def test_where_everybody_is_judged_reps_are_nobodys_and_the_log_says_so_once(
    gym: redis.Redis,
) -> None:
    put_station(gym, "rack-1", judged=Judged.EVERYBODY)
    put_sessions(gym, "rack-1", StationSession("one", ANNA, 0))
    with capture_logs() as logged:
        assert whose(cut(gym)) == [("", "")] * 3
    said = [one for one in logged if "everybody" in str(one["event"])]
    assert [one["station_id"] for one in said] == ["rack-1"]


@pytest.mark.parametrize("damage", [b"\xff\xff", b"\x0a\x05abc"])
def test_damaged_sessions_cost_no_rep(gym: redis.Redis, damage: bytes) -> None:
    gym.hset(names.STATION_SESSIONS, "rack-1", damage)
    with capture_logs() as logged:
        assert whose(cut(gym)) == [("", "")] * 3
    assert len([one for one in logged if "sessions are damaged" in str(one["event"])]) == 1
