"""Members see each other through a real Redis."""

import redis

from spotter.runtime.redis.membership import Membership, live_members, server_time_s
from support.hand_clock import HandClock

KEY = "workers"
TIMEOUT_S = 2.0


def member(
    client: redis.Redis, name: str, clock: HandClock, timeout_s: float = TIMEOUT_S
) -> Membership:
    return Membership(client, KEY, name, timeout_s=timeout_s, clock=clock)


def last_seen(client: redis.Redis, name: str, ago_s: float) -> None:
    client.zadd(KEY, {name: server_time_s(client) - ago_s})


def test_members_see_each_other_in_the_order_of_their_names(redis_client: redis.Redis) -> None:
    clock = HandClock()
    two, one = member(redis_client, "two", clock), member(redis_client, "one", clock)
    two.beat()
    one.beat()
    assert one.live() == two.live() == ("one", "two")


def test_a_member_beats_four_times_per_timeout_and_not_more(redis_client: redis.Redis) -> None:
    clock = HandClock()
    one = member(redis_client, "one", clock)
    beats = []
    for _ in range(20):
        beats.append(one.beat())
        clock.now_s += TIMEOUT_S / 10
    assert beats[0]
    assert sum(beats) == 7  # every third tenth


def test_a_member_silent_for_the_timeout_counts_as_dead(redis_client: redis.Redis) -> None:
    last_seen(redis_client, "silent", TIMEOUT_S + 0.5)
    last_seen(redis_client, "late", TIMEOUT_S / 2)
    assert live_members(redis_client, KEY, timeout_s=TIMEOUT_S) == ("late",)
    assert redis_client.zcard(KEY) == 2


def test_a_member_silent_for_long_is_removed(redis_client: redis.Redis) -> None:
    last_seen(redis_client, "gone", 11 * TIMEOUT_S)
    assert live_members(redis_client, KEY, timeout_s=TIMEOUT_S) == ()
    assert redis_client.zcard(KEY) == 0


def test_a_heartbeat_from_before_the_servers_clock_was_set_back_is_none(
    redis_client: redis.Redis,
) -> None:
    last_seen(redis_client, "hours ahead", -3600)
    last_seen(redis_client, "a little ahead", -TIMEOUT_S / 2)
    assert live_members(redis_client, KEY, timeout_s=TIMEOUT_S) == ("a little ahead",)
    assert redis_client.zcard(KEY) == 1


def test_a_member_that_leaves_is_gone_at_once(redis_client: redis.Redis) -> None:
    clock = HandClock()
    one = member(redis_client, "one", clock)
    one.beat()
    one.leave()
    assert one.live() == ()


def test_a_member_that_comes_back_is_alive_again(redis_client: redis.Redis) -> None:
    clock = HandClock()
    last_seen(redis_client, "one", 60)
    one = member(redis_client, "one", clock)
    one.beat()
    assert one.live() == ("one",)


def test_groups_do_not_mix(redis_client: redis.Redis) -> None:
    last_seen(redis_client, "one", 0)
    assert live_members(redis_client, "segmenters", timeout_s=TIMEOUT_S) == ()
