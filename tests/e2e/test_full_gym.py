"""A gym whose Redis is full says so once and goes on by itself; another gym takes its place."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import redis
import yaml

from spotter.local_stack.embedded_redis import running_in
from spotter.local_stack.watchdog.own_service import ask
from spotter.wire import names
from support.movements.rendered_squats import render_squats
from support.processes.spotter_up import spotter_up
from support.waiting import until

FULL = "The memory is full: no rep is judged until it has room."
PROCESSES = ("camera_ingest", "pose_worker_1", "rep_segmenter", "scorer_1", "notifier")


def described(folder: Path, video: Path, *station_ids: str) -> Path:
    stations = [
        {"id": one, "name": one, "source": str(video), "exercise": "squat", "loop": True}
        for one in station_ids
    ]
    path = folder / "gym.yaml"
    path.write_text(yaml.safe_dump({"stations": stations}))
    return path


def shown(page: str) -> list[str]:
    return [one["station_id"] for one in asked(page, "/api/stations")]


def asked(page: str, path: str) -> Any:  # noqa: ANN401 - JSON
    return ask(page, path, timeout_s=10)[1]


def said(data: Path, process: str) -> Counter[str]:
    lines = (data / "logs" / f"{process}.log").read_text().splitlines()
    events = [json.loads(line)["event"] for line in lines if line.startswith("{")]
    return Counter(
        event for event in events if event in {"Redis is full", "segmenter not connected"}
    )


def test_a_full_gym_says_so_once_and_another_gym_takes_its_place(
    data: Path, tmp_path: Path
) -> None:
    video = tmp_path / "squats.mp4"
    render_squats(video, 3)
    with spotter_up(data, "--config", described(tmp_path, video, "window", "bar")) as running:
        page = running.page
        running.wait_for_verdicts(1)
        assert shown(page) == ["window", "bar"]
        with redis.Redis.from_url(str(running_in(data / "redis"))) as client:
            limit = client.config_get("maxmemory")["maxmemory"]
            client.config_set("maxmemory", 1)
            running.wait_for_line(FULL)
            until(
                lambda: said(data, "pose_worker_1")["Redis is full"], what="a worker without Redis"
            )
            assert asked(page, "/status")["status"] == "impaired"
            judged = len(running.verdicts)
            client.config_set("maxmemory", limit)
            running.wait_for_line("There is room again.")
            running.wait_for_verdicts(judged + 2)
        assert running.told.count(FULL) == 1
        for process in PROCESSES:
            assert max(said(data, process).values(), default=0) <= 2  # by two loops, once each
        running.interrupt()
    with spotter_up(data, "--config", described(tmp_path, video, "new", "bar")) as running:
        until(lambda: shown(running.page) == ["new", "bar"], what="the new gym, in its order")
        with redis.Redis.from_url(str(running_in(data / "redis"))) as client:
            assert client.zrange(names.GONE_STATIONS, 0, -1) == [b"window"]
        running.wait_for_verdicts(1)
