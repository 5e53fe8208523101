"""Pages that come back, pages that are slow, and what is told while Redis does not answer."""

from pathlib import Path

import redis
from websockets.sync.client import connect
from websockets.sync.connection import Connection

from spotter.movement.values.judged.verdict import Outcome
from spotter.runtime.clock import wall_clock_us
from spotter.wire import names
from spotter.wire.stations import Status
from spotter.wire.verdicts import verdict_bytes
from support.gyms.live_socket import Json, address, hear, of_type, page_of
from support.gyms.staged_gym import StagedGym
from support.processes.service_process import ServiceProcess, warm_service
from support.records.alerts_catalog import FAULTY, rep_verdict_at
from support.servers.redis_server import free_port, redis_server
from support.waiting import PATIENCE_S

ROUNDS, EACH = 12, 100
"""So many verdicts no mailbox holds."""


def socket_of(notifier: ServiceProcess) -> str:
    return address(notifier).replace("http", "ws") + "api/live"


def back_at(notifier: ServiceProcess, place: str) -> Connection:
    """The live socket of a page that comes back."""
    at = f"{socket_of(notifier)}?after={place}"
    return connect(at, open_timeout=PATIENCE_S, ping_timeout=PATIENCE_S, close_timeout=PATIENCE_S)


def first_of(live: Connection) -> Json:
    return hear(live, lambda message: message["type"] != "poses")


def test_a_page_that_comes_back_gets_what_it_missed_and_no_snapshot(
    gym: StagedGym, notifier: ServiceProcess
) -> None:
    with page_of(notifier) as live:
        place = hear(live, of_type("heartbeat"))["at"]
    with page_of(notifier) as another:
        hear(another, of_type("snapshot"))
        rep_id = gym.say("rack-1", Outcome.FAULTY, rep_number=7)
        hear(another, of_type("verdict"))
    with back_at(notifier, place) as back:
        told = [first_of(back)]
        while told[-1]["type"] != "heartbeat":
            told.append(first_of(back))

    assert "snapshot" not in {message["type"] for message in told}
    assert [one["verdict"]["rep_id"] for one in told if one["type"] == "verdict"] == [rep_id]


def test_a_page_that_was_connected_to_another_notifier_gets_a_snapshot(
    gym: StagedGym, notifier: ServiceProcess
) -> None:
    with page_of(notifier) as live:
        place = hear(live, of_type("heartbeat"))["at"]
    with warm_service("notifier", **gym.settings, port=0) as other:
        with back_at(other, place) as back:
            assert first_of(back)["type"] == "snapshot"
        assert other.metric('spotter_live_pages_total{how="renewed"}') == 1


def test_a_page_that_reads_nothing_slows_no_other_and_comes_back_to_a_snapshot(
    gym: StagedGym, notifier: ServiceProcess
) -> None:
    told: list[str] = []
    with connect(socket_of(notifier), close_timeout=1), page_of(notifier) as quick:
        place = hear(quick, of_type("snapshot"))["at"]
        for _ in range(ROUNDS):
            ids = say_many(gym.client)
            told = [hear(quick, of_type("verdict"))["verdict"]["rep_id"] for _ in ids]
            assert told == ids
    with back_at(notifier, place) as back:
        snapshot = first_of(back)

    assert snapshot["type"] == "snapshot"
    assert snapshot["feed"][0]["rep_id"] == told[-1]


def say_many(client: redis.Redis) -> list[str]:
    """Say verdicts at once; returns the ids of their reps."""
    now_us = wall_clock_us()
    judged = [rep_verdict_at(FAULTY, now_us + number, "rack-1") for number in range(EACH)]
    pipeline = client.pipeline()
    for one in judged:
        pipeline.xadd(names.VERDICTS, {names.VERDICT_FIELD: verdict_bytes(one)})
    pipeline.execute()
    return [one.rep_id for one in judged]


def test_while_redis_does_not_answer_heartbeats_go_on_and_say_no_more_than_is_known(
    tmp_path: Path,
) -> None:
    port = free_port()
    with redis_server(port) as url, redis.Redis.from_url(url) as client:
        gym = StagedGym(client, tmp_path / "kept")
        gym.add_station("rack-1", "Rack 1", status=Status.LIVE)
        running = warm_service("notifier", **gym.settings, port=0)
        notifier = running.__enter__()
        live = page_of(notifier)
        assert not hear(live, of_type("snapshot"))["notice"]
    try:
        told = hear(live, lambda message: bool(message.get("notice")))
        assert "what is shown here is old" in told["notice"]
        hear(live, of_type("heartbeat"))
        with redis_server(port):
            hear(live, lambda message: message["type"] == "snapshot" and not message["notice"])
    finally:
        live.close()
        running.__exit__(None, None, None)
