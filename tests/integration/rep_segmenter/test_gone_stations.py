"""What a segmenter keeps and what it clears of a station that is no more."""

import redis

from spotter.runtime.redis.membership import server_time_s
from spotter.wire import names
from support.processes.segmenter_replica import THREE_REPS, Replica, enqueued, stored_reps

LOGS = [names.pose_log("rack-1"), names.segmenter_state("rack-1"), names.latest_reps("rack-1")]


def remove(gym: redis.Redis, *, ago_s: float) -> None:
    gym.hdel(names.STATIONS, "rack-1")
    gym.zadd(names.GONE_STATIONS, {"rack-1": server_time_s(gym) - ago_s})


def test_its_logs_go_and_its_reps_are_still_judged(gym: redis.Redis) -> None:
    replica = Replica(gym)
    replica.add(THREE_REPS)
    for totals in (names.FRAMES_READ, names.FRAMES_STALE):
        gym.hset(totals, mapping={"rack-1": 9, "rack-2": 9})
    step = replica.housekeeping("one")
    remove(gym, ago_s=60)
    for _ in range(3):
        step()
    assert not gym.exists(*LOGS)
    assert gym.hkeys(names.FRAMES_READ) == gym.hkeys(names.FRAMES_STALE) == [b"rack-2"]
    assert gym.zcard(names.GONE_STATIONS) == 0
    assert "rack-1" not in replica.segmenter.stations
    assert len(stored_reps(gym)) == 3
    assert enqueued(gym) == [rep.rep_id for rep in stored_reps(gym)]


def test_a_segmenter_that_has_just_started_finishes_it_first(gym: redis.Redis) -> None:
    open_rep = THREE_REPS[:130]
    Replica(gym).add(open_rep)
    known = len(stored_reps(gym))
    Replica(gym).segmenter.save()
    remove(gym, ago_s=60)
    step = Replica(gym).housekeeping("other")
    for _ in range(3):
        step()
    assert not gym.exists(*LOGS)
    assert len(stored_reps(gym)) >= known
    assert enqueued(gym) == [rep.rep_id for rep in stored_reps(gym)]


def test_one_that_went_a_moment_ago_or_is_back_keeps_its_logs(gym: redis.Redis) -> None:
    replica = Replica(gym)
    replica.add(THREE_REPS)
    described = gym.hgetall(names.STATIONS)
    step = replica.housekeeping("one")
    remove(gym, ago_s=1)
    step()
    assert gym.exists(*LOGS) == len(LOGS)
    remove(gym, ago_s=60)
    gym.hset(names.STATIONS, mapping=described)  # type: ignore[arg-type]
    for _ in range(3):
        step()
    assert gym.exists(*LOGS) == len(LOGS)
