"""A Redis server at its limit, or on a full disk: said once, shown, and over by itself."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import grpc
import numpy as np
import pytest
import redis

from spotter.local_stack.embedded_redis import EmbeddedRedis
from spotter.movement.values import Rep
from spotter.runtime.redis.room import Room
from spotter.wire import names
from spotter.wire.poses.people import PoseFrame
from spotter.wire.reps import rep_bytes
from support.gyms.gym_in_redis import put_station
from support.gyms.scored_gym import ScoredGym, make_rep
from support.movements.stick_squats import squat_reference
from support.processes.segmenter_replica import BATCH, stored_reps
from support.processes.segmenter_stream import send
from support.processes.service_process import ServiceProcess, warm_service
from support.records.kept_exercises import put_reference
from support.servers.redis_server import redis_server
from support.servers.small_disk import SmallDisk, redis_on_a_small_disk
from support.waiting import until


@pytest.fixture
def server() -> Iterator[redis.Redis]:
    """A server of the test's own, whose limit it sets."""
    with redis_server() as url, redis.Redis.from_url(url) as client:
        yield client


@pytest.fixture
def small_disk() -> Iterator[SmallDisk]:
    with redis_on_a_small_disk() as disk:
        yield disk


def url_of(client: redis.Redis) -> str:
    options = client.connection_pool.connection_kwargs
    return f"redis://127.0.0.1:{options['port']}/0"


def storage(notifier: ServiceProcess) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(notifier.get("/status"))["storage"]
    return found


def said(running: ServiceProcess, event: str) -> int:
    return sum(line.get("event") == event for line in list(running.lines))


def tracebacks(running: ServiceProcess) -> list[dict[str, Any]]:
    return [line for line in list(running.lines) if "exception" in line]


def room(client: redis.Redis) -> Room:
    return Room.of(client.info("memory"))


def test_a_full_server_is_said_once_shown_and_over_by_itself(server: redis.Redis) -> None:
    gym = ScoredGym(server)
    with (
        warm_service("scorer", redis_url=url_of(server)) as scorer,
        warm_service("notifier", open=True, redis_url=url_of(server), port=0) as notifier,
    ):
        scorer.line("ready")
        notifier.line("page served")
        gym.store(*(make_rep(gym.digest, rep_number=number) for number in (1, 2)))
        until(lambda: len(gym.verdicts()) == 2, what="the first verdicts")
        gym.store(make_rep(gym.digest, rep_number=3))
        server.config_set("maxmemory", 1)
        scorer.line("Redis is full")
        until(lambda: "memory is full" in storage(notifier)["problem"], what="the words")
        assert storage(notifier)["used_ratio"] > 1
        assert notifier.metric('spotter_redis_refuses_writes{full="memory"}') == 1
        assert "Redis is full" in scorer.get("/readyz")
        server.config_set("maxmemory", 0)
        until(lambda: len(gym.verdicts()) == 3, what="the verdict of the rep that waited")
        until(lambda: storage(notifier)["problem"] == "", what="the end of it")
        scorer.line("Redis answers again")
        assert notifier.metric('spotter_redis_refuses_writes{full="memory"}') == 0
    assert said(scorer, "Redis is full") == 1
    assert tracebacks(scorer) == []
    assert gym.dead() == []


def test_a_full_disk_is_said_once_shown_and_over_by_itself(small_disk: SmallDisk) -> None:
    with redis.Redis.from_url(small_disk.url) as client:
        gym = ScoredGym(client)
        gym.store(make_rep(gym.digest, rep_number=1))
        small_disk.fill()
        until(lambda: is_refused(client), what="a refusal")
    with (
        warm_service("scorer", redis_url=small_disk.url) as scorer,
        warm_service("notifier", open=True, redis_url=small_disk.url, port=0) as notifier,
    ):
        notifier.line("page served")
        scorer.line("Redis cannot write to its disk")
        until(lambda: "disk is full" in storage(notifier)["problem"], what="the words")
        assert notifier.metric('spotter_redis_refuses_writes{full="disk"}') == 1
        small_disk.clear()
        with redis.Redis.from_url(small_disk.url) as client:
            until(lambda: client.xlen(names.VERDICTS), what="the verdict of the rep that waited")
        until(lambda: storage(notifier)["problem"] == "", what="the end of it")
    assert said(scorer, "Redis cannot write to its disk") == 1
    assert tracebacks(scorer) == tracebacks(notifier) == []


def test_spotters_own_server_on_a_full_disk_is_alive(small_disk: SmallDisk) -> None:
    port = int(small_disk.url.rpartition(":")[2].partition("/")[0])
    embedded = EmbeddedRedis("redis", small_disk.folder / "conf", port, "", durable=True)
    ask = embedded.command().ask
    assert ask is not None
    with redis.Redis.from_url(small_disk.url) as client:
        client.config_set("requirepass", "")
        small_disk.fill()
        until(lambda: is_refused(client), what="a refusal")
        ask()
        small_disk.clear()


def is_refused(client: redis.Redis) -> bool:
    try:
        client.set("rep", "poses")
    except redis.ResponseError:
        return True
    return False


def test_the_oldest_reps_with_a_verdict_go_first_and_those_without_stay(
    server: redis.Redis,
) -> None:
    gym = ScoredGym(server)
    with warm_service("scorer", redis_url=url_of(server)) as scorer:
        scorer.line("ready")
        reps = [
            large(make_rep(gym.digest, track_id=track, rep_number=number))
            for track in range(1, 31)
            for number in range(1, 16)
        ]
        gym.store(*reps)
        until(lambda: len(gym.verdicts()) == len(reps), what="all verdicts")
        in_order = [names.rep_key(one.rep_id) for one in gym.verdicts()]
        unjudged = make_rep(gym.digest, track_id=40)
        server.set(names.rep_key(unjudged.rep_id), rep_bytes(unjudged))
        server.config_set("maxmemory", room(server).used_bytes * 10 // 11)
        until(lambda: room(server).used_ratio <= 0.8, what="room")
        kept = [bool(server.exists(key)) for key in in_order]
        assert not any(kept[:200])
        assert kept == sorted(kept)
        assert kept[-1]
        assert server.exists(names.rep_key(unjudged.rep_id))
        dropped = "spotter_scorer_reps_dropped_total"
        until(lambda: scorer.metric(dropped) == kept.count(False), what="the count")


def large(rep: Rep) -> Rep:
    """The rep with metres of noise, which can hardly be compressed."""
    noise_m = np.random.default_rng(rep.rep_number).normal(size=rep.poses.keypoints.shape)
    return replace(rep, poses=replace(rep.poses, world_m=noise_m.astype(np.float32)))


def test_the_last_room_is_for_verdicts_not_for_more_poses(
    server: redis.Redis, three_reps: list[PoseFrame]
) -> None:
    put_station(server, "rack-1")
    put_reference(squat_reference())
    with warm_service("rep_segmenter", redis_url=url_of(server)) as segmenter:
        address = segmenter.line("ready")["address"]
        # Made by the server: for one that is sent, it would keep a buffer as large for a moment.
        server.setrange("ballast", 10_000_000, b"x")
        server.config_set("maxmemory", room(server).used_bytes * 100 // 97)
        with pytest.raises(grpc.RpcError) as refused:
            until(lambda: not send(address, three_reps[:BATCH]), what="a refusal")
        assert refused.value.code() == grpc.StatusCode.UNAVAILABLE
        assert server.set("verdict", b"good")
        segmenter.line("Redis is full")
        server.delete("ballast")
        until(lambda: accepted(address, three_reps), what="an acknowledgement")
    assert said(segmenter, "Redis is full") == 1
    assert len(stored_reps(server)) == 3
    assert tracebacks(segmenter) == []


def accepted(address: str, frames: list[PoseFrame]) -> bool:
    try:
        return bool(send(address, frames))
    except grpc.RpcError:
        return False
