"""What the notifier says of the pipeline, at /status, in its metrics and on the page."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import redis

from spotter.movement.values.judged.verdict import Outcome
from spotter.notifier.live.keeping_up import flow
from spotter.wire import names
from spotter.wire.stations import CameraMeasures, Status
from support.gyms.staged_gym import StagedGym
from support.processes.service_process import ServiceProcess, warm_service
from support.waiting import until


@pytest.fixture
def gym(redis_client: redis.Redis) -> StagedGym:
    gym = StagedGym(redis_client)
    gym.add_station("rack-1", "Rack 1", status=Status.LIVE)
    gym.add_station("rack-2", "Rack 2")
    gym.set_status("rack-2", Status.OFFLINE, "no frame for 20 s")
    return gym


@pytest.fixture
def notifier(redis_url: str, gym: StagedGym) -> Iterator[ServiceProcess]:
    with warm_service(
        "notifier", open=True, redis_url=redis_url, port=0, silent_after_s=2
    ) as running:
        running.line("page served")
        known = len(gym.client.hkeys(names.STATIONS))
        until(lambda: len(status(running)["stations"]) == known, what="all stations")
        yield running


def status(notifier: ServiceProcess) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(notifier.get("/status"))
    return found


def station(notifier: ServiceProcess, station_id: str = "rack-1") -> dict[str, Any]:
    (found,) = (one for one in status(notifier)["stations"] if one["station_id"] == station_id)
    return dict(found)


def until_measured(notifier: ServiceProcess, line: str) -> None:
    until(lambda: line in notifier.get("/metrics").splitlines(), what=line)


def shown(notifier: ServiceProcess) -> tuple[str, str]:
    """What the tile says of the first station."""
    rack, _ = json.loads(notifier.get("/api/stations"))
    return rack["status"], rack["problem"]


def give_frames(gym: StagedGym) -> None:
    seconds, _ = gym.client.time()
    gym.client.zadd(names.FRAMES_IN, {"rack-1": float(seconds)})


def cut_rep(gym: StagedGym, rep_id: str) -> None:
    """As a segmenter does, with a job that no scorer takes."""
    gym.client.hset(names.job_key(rep_id), "status", "queued")
    gym.client.zadd(names.latest_reps("rack-1"), {rep_id: 1})


def test_the_first_stage_that_delivers_nothing_is_told(
    gym: StagedGym, notifier: ServiceProcess
) -> None:
    until(lambda: station(notifier)["stalled"] == "frames", what="a station without frames")

    def has_frames_only() -> bool:
        give_frames(gym)
        return bool(station(notifier)["stalled"] == "poses")

    until(has_frames_only, what="a station with frames and no poses")
    found = status(notifier)
    assert found["status"] == "impaired"
    assert found["idle"] == ["poses"]
    assert station(notifier)["problem"] == flow.WORDS[flow.Stage.POSES]


def test_a_station_that_delivers_is_well_and_shows_its_numbers(
    gym: StagedGym, notifier: ServiceProcess
) -> None:
    with gym.training("rack-1"):

        def is_well() -> bool:
            give_frames(gym)
            return station(notifier)["frame_age_s"] is not None and (
                status(notifier)["status"] == "well"
            )

        until(is_well, what="a station that is well")
        assert station(notifier)["pose_age_s"] < 2
        until_measured(notifier, 'spotter_station_reps_waiting{station="rack-1"} 0.0')
    assert station(notifier, "rack-2")["problem"] == "no frame for 20 s"
    assert station(notifier, "rack-2")["stalled"] is None


def test_a_rep_without_a_verdict_waits_and_one_with_a_verdict_or_a_dead_letter_does_not(
    gym: StagedGym, notifier: ServiceProcess
) -> None:
    with gym.training("rack-1"):
        for rep_id in ("judged", "dead", "open"):
            cut_rep(gym, rep_id)
        gym.client.zadd(names.latest_reps("rack-1"), {"given-up-long-ago": 1})
        until(lambda: station(notifier)["reps_waiting"] == 3, what="three reps that wait")
        gym.client.set(names.verdict_key("judged"), "1-0")
        gym.client.zadd(names.DEAD_LETTERS, {"dead": 1})
        until(lambda: station(notifier)["reps_waiting"] == 1, what="one rep that waits")
        until(lambda: station(notifier)["stalled"] == "verdicts", what="a late verdict")
        assert status(notifier)["idle"] == ["verdicts"]
        until_measured(notifier, 'spotter_station_reps_waiting{station="rack-1"} 1.0')
        until(
            lambda: shown(notifier) == ("live", flow.WORDS[flow.Stage.VERDICTS]),
            what="the words on the tile",
        )
        gym.say("rack-1", Outcome.GOOD)
        gym.client.set(names.verdict_key("open"), "2-0")
        until(lambda: station(notifier)["stalled"] is None, what="the end of the wait")


def test_a_station_whose_frames_are_read_too_late_lacks_them_and_the_machine_cannot_keep_up(
    gym: StagedGym, notifier: ServiceProcess
) -> None:
    gym.set_status("rack-1", Status.LIVE, measures=CameraMeasures(15.0, 0.0, 0.1, 90))
    with gym.training("rack-1"):

        def lacks() -> bool:
            with gym.client.pipeline(transaction=True) as both:
                both.hincrby(names.FRAMES_READ, "rack-1", 10)
                both.hincrby(names.FRAMES_STALE, "rack-1", 8)
                both.execute()
            return bool(station(notifier)["shortfalls"])

        until(lacks, what="a station that lacks something")
        found = station(notifier)
        assert found["stale_ratio"] == pytest.approx(0.8, abs=0.01)  # a look may fall between both
        assert found["brightness"] == 90
        assert found["person_px"] > 150
        assert found["shortfalls"] == [
            {
                "kind": "skipped_frames",
                "words": "3 of 15 pictures a second are in time; reps need 10",
                "found": pytest.approx(3),
                "needed": 10,
            }
        ]
        assert "cannot keep up: at 1 station" in status(notifier)["overload"]
        (rack, _) = json.loads(notifier.get("/api/stations"))
        assert rack["shortfalls"] == ["3 of 15 pictures a second are in time; reps need 10"]
        shown_as = 'spotter_station_shortfall{kind="skipped_frames",station="rack-1"} 1.0'
        until_measured(notifier, shown_as)
        until_measured(notifier, "spotter_overloaded 1.0")


def test_restarts_are_told(gym: StagedGym, notifier: ServiceProcess) -> None:
    gym.client.hset(names.RESTARTS, "scorer_1", 3)
    until(lambda: status(notifier)["restarts"] == {"scorer_1": 3}, what="the restarts")
    until_measured(notifier, 'spotter_process_restarts{restarted="scorer_1"} 3.0')


def test_a_ledger_that_is_late_is_told_with_the_reason_until_it_has_caught_up(
    gym: StagedGym, notifier: ServiceProcess
) -> None:
    seconds, _ = gym.client.time()
    entry_id = gym.client.xadd(names.VERDICTS, {"verdict": b""}, id=f"{1000 * (seconds - 300)}-0")
    until(lambda: status(notifier)["ledger"]["behind_s"] >= 300, what="a ledger that is behind")
    late = status(notifier)["ledger"]["problem"]
    assert late.startswith("The ledger is 5 min behind (the catalog at 127.0.0.1:1 does not answer")
    assert notifier.metric("spotter_ledger_behind_seconds") >= 300
    notifier.line("the ledger is behind")
    gym.client.xgroup_create(names.VERDICTS, names.LEDGER_GROUP, id="0")
    gym.client.xreadgroup(names.LEDGER_GROUP, "one", {names.VERDICTS: ">"})
    assert status(notifier)["ledger"]["behind_s"] >= 300  # taken, but not done
    gym.client.xack(names.VERDICTS, names.LEDGER_GROUP, entry_id)
    until(lambda: status(notifier)["ledger"]["problem"] == "", what="a ledger that has caught up")
    assert status(notifier)["ledger"]["behind_s"] == 0
    notifier.line("the ledger has caught up")
