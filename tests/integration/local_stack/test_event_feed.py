import redis

from spotter.cli.up.event_feed import EventFeed
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.verdict import Verdict
from spotter.wire.names import (
    STATE_FIELD,
    STATION_EVENTS,
    STATIONS,
    VERDICT_FIELD,
    VERDICTS,
)
from spotter.wire.stations import (
    Station,
    StationState,
    Status,
    station_bytes,
    station_state_bytes,
)
from spotter.wire.verdicts import RepVerdict, verdict_bytes
from support.waiting import until


def say(client: redis.Redis, rep_number: int, field: bytes = VERDICT_FIELD) -> None:
    verdict = Verdict.unscorable(Reason(ReasonCode.END_UNSEEN))
    said = RepVerdict(
        f"r{rep_number}", "rack-1", 1, "squat", "00", 1, rep_number, 5, 9, "ab", verdict
    )
    client.xadd(VERDICTS, {field: verdict_bytes(said)})


def now_ms(client: redis.Redis) -> int:
    seconds, microseconds = client.time()
    return int(seconds) * 1000 + int(microseconds) // 1000


def reps(event_feed: EventFeed) -> list[int]:
    return [item.rep_number for item in event_feed.read(0.1) if isinstance(item, RepVerdict)]


def test_each_new_verdict_is_read_once_and_old_ones_never(
    redis_client: redis.Redis, redis_url: str
) -> None:
    say(redis_client, 1)
    said_ms = now_ms(redis_client)
    until(lambda: now_ms(redis_client) > said_ms, what="a later moment")
    event_feed = EventFeed(redis_url, now_ms(redis_client))
    say(redis_client, 2)
    say(redis_client, 3)
    assert reps(event_feed) == [2, 3]
    say(redis_client, 4)
    assert reps(event_feed) == [4]
    assert reps(event_feed) == []
    event_feed.close()


def test_a_camera_that_went_offline_is_an_event(redis_client: redis.Redis, redis_url: str) -> None:
    event_feed = EventFeed(redis_url, now_ms(redis_client))
    state = StationState("rack-1", Status.OFFLINE, 5, "no frame for 20 s")
    redis_client.xadd(STATION_EVENTS, {STATE_FIELD: station_state_bytes(state)})
    assert event_feed.read(0.1) == [state]
    event_feed.close()


def test_unreadable_entries_are_skipped(redis_client: redis.Redis, redis_url: str) -> None:
    event_feed = EventFeed(redis_url, now_ms(redis_client))
    redis_client.xadd(VERDICTS, {VERDICT_FIELD: b"\xff\xff"})
    say(redis_client, 1, field=b"of_another_version")
    say(redis_client, 2)
    assert reps(event_feed) == [2]
    event_feed.close()


def test_a_station_has_its_name_as_soon_as_it_is_known(
    redis_client: redis.Redis, redis_url: str
) -> None:
    event_feed = EventFeed(redis_url, 0)
    assert event_feed.name_of("rack-1") == "rack-1"
    station = Station("rack-1", "Rack 1", "squat", None, 15)
    redis_client.hset(STATIONS, "rack-1", station_bytes(station))
    assert event_feed.name_of("rack-1") == "Rack 1"
    event_feed.close()


def test_an_unreadable_station_is_named_by_its_id(
    redis_client: redis.Redis, redis_url: str
) -> None:
    event_feed = EventFeed(redis_url, 0)
    redis_client.hset(STATIONS, "rack-1", b"\xff\xff")
    assert event_feed.name_of("rack-1") == "rack-1"
    event_feed.close()


def test_without_redis_there_are_no_events() -> None:
    event_feed = EventFeed("redis://127.0.0.1:1/0", 0)
    assert event_feed.read(0.01) == []
    assert event_feed.name_of("rack-1") == "rack-1"
    event_feed.close()
