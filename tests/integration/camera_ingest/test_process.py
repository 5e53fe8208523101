"""camera_ingest as a process of its own: its command line, its secrets, its end."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from spotter.pictures.jpeg import encode_jpeg
from spotter.wire import names
from spotter.wire.stations import Status
from support.cameras.http_camera import http_camera
from support.cameras.running_ingest import Ingest, described, numbered_pictures, station
from support.servers.redis_server import free_port
from support.waiting import PATIENCE_S, until

SERVICES = Path(__file__).parents[3] / "services"
SECRET = "hunter2%40"  # noqa: S105 - of a camera that exists only here


def command_of(folder: Path, *stations: Mapping[str, object]) -> list[str | Path]:
    return [sys.executable, "-m", "spotter.camera_ingest", "--config", described(folder, *stations)]


def environment(url: str, **values: str) -> dict[str, str]:
    return {
        "PYTHONPATH": str(SERVICES),
        "SPOTTER_REDIS_URL": url,
        "SPOTTER_LOG_LEVEL": "debug",
        **values,
    }


def test_a_password_shows_nowhere_and_a_silent_camera_does_not_delay_the_stop(
    tmp_path: Path, url: str
) -> None:
    jpegs = [encode_jpeg(picture) for picture in numbered_pictures(5)]
    port = free_port()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent_address = f"127.0.0.1:{silent.getsockname()[1]}"
        stations = (
            station("good", f"http://coach:${{PASSWORD}}@127.0.0.1:{port}/?token=hunter2"),
            station("wrong", f"http://coach:hunter2wrong@127.0.0.1:{port}/hunter2"),
            station("away", "rtsp://coach:${PASSWORD}@127.0.0.1:9/hunter2"),
            station("silent", f"http://coach:${{PASSWORD}}@{silent_address}/hunter2"),
            station("no-scheme", "hunter2://coach:${PASSWORD}@127.0.0.1/hunter2"),
            station("missing", "coach:${PASSWORD}@127.0.0.1/hunter2"),
        )
        status_port = free_port()
        command = command_of(tmp_path, *stations)
        variables = environment(url, PASSWORD=SECRET, SPOTTER_STATUS_PORT=str(status_port))
        ingest = Ingest(url, status_port)
        with (
            http_camera(port, jpegs, "coach", "hunter2@"),
            subprocess.Popen(
                command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            ) as process,
        ):
            until(lambda: ingest.status("good") is Status.LIVE, what="the good one to be live")
            for broken in ("wrong", "away", "no-scheme", "missing"):
                until(lambda name=broken: ingest.state(name).reason, what=f"{broken} to fail")  # type: ignore[misc,union-attr]
            seen = ingest.get("/metrics")[1] + ingest.get("/readyz")[1]
            process.send_signal(signal.SIGTERM)
            logs = process.communicate(timeout=PATIENCE_S)[0].decode()
        assert process.returncode == 0
        seen += logs
        for key in (names.STATIONS, names.STATION_STATES):
            seen += str(ingest.redis.hgetall(key))
        seen += str(ingest.redis.xrange(names.STATION_EVENTS))
        assert '"event": "camera failed"' in logs
        assert "Server returned 401 Unauthorized" in logs
        assert "hunter2" not in seen.replace("hunter2://", "")
        assert "hunter2" not in str(ingest.redis.xrange(names.frame_stream("good")))
        assert ingest.status("good") is Status.OFFLINE
        assert ingest.events("good")[-1] is Status.OFFLINE
        ingest.redis.close()


def test_a_gym_can_be_checked_without_starting_anything(tmp_path: Path) -> None:
    command = command_of(
        tmp_path, station("rack-1", f"rtsp://coach:{SECRET}@camera/x", frame_rate_hz=20)
    )
    done = subprocess.run(
        [*command, "--check"], env=environment(""), capture_output=True, check=False
    )
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "stations": [
            {
                "id": "rack-1",
                "name": "rack-1",
                "source": "rtsp://camera/***",
                "exercise": "squat",
                "zone": None,
                "judged": "exercise",
                "frame_rate_hz": 20.0,
                "loop": False,
                "pace": "real_time",
            }
        ]
    }


def test_a_mistake_in_the_gym_ends_the_process_with_one_line(tmp_path: Path, url: str) -> None:
    command = command_of(tmp_path, station("rack-1", "a.mp4", frame_rate_hz=-1))
    done = subprocess.run(command, env=environment(url), capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        f"{tmp_path / 'gym.yaml'}: stations[0].frame_rate_hz: expected greater than 0; found -1\n"
    )


def test_a_status_port_in_use_is_named(tmp_path: Path, url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            command_of(tmp_path, station("rack-1", "a.mp4")),
            env=environment(url, SPOTTER_STATUS_PORT=str(port)),
            capture_output=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"expected 127.0.0.1:{port} to be free" in done.stderr.decode()
