import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceStub
from spotter.cli.running_gym.catalog import channel_to
from spotter.cli.up.first_owner import invited_owner
from spotter.local_stack.catalog import catalog_of
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.ports import free_port
from support import command_line
from support.gyms.live_page import open_grid
from support.movements.rendered_squats import render_squats
from support.processes.spotter_up import SpotterUp, spotter_command, spotter_environment, spotter_up
from support.servers.browser import browser
from support.waiting import until

REPS = 5
SHALLOW = 3
OWNERS = "correct horse battery"
PASSWORD = "sekret"  # noqa: S105 - of a camera that does not exist


@pytest.fixture(scope="module")
def squats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video of squats, one of them shallow."""
    video = tmp_path_factory.mktemp("videos") / "squats.mp4"
    render_squats(video, REPS, shallow=frozenset({SHALLOW}))
    return video


@pytest.fixture
def one_station(data: Path, squats: Path) -> Iterator[SpotterUp]:
    with spotter_up(data, "--source", squats, "--exercise", "squat") as running:
        yield running


def outcomes(running: SpotterUp) -> list[tuple[int, str]]:
    return [(said["rep"], said["verdict"]) for said in running.wait_for_verdicts(REPS)]


def expected(reps: int, shallow: int) -> list[tuple[int, str]]:
    return [(rep, "faulty" if rep == shallow else "good") for rep in range(1, reps + 1)]


def test_every_rep_is_counted_and_the_faulty_one_named_in_the_browser_and_nothing_is_left(
    one_station: SpotterUp, data: Path, squats: Path
) -> None:
    with browser() as chromium:
        page = chromium.new_page()
        open_grid(page, one_station.page)
        a_second_start_is_refused(one_station, data, squats)
        assert outcomes(one_station) == expected(REPS, SHALLOW)
        tile = page.locator("article.tile")
        until(
            lambda: tile.locator(".count strong").inner_text() == str(REPS),
            what=f"{REPS} reps on the page",
        )
        assert tile.locator("h2").inner_text() == "Station 1"
        shown = page.locator("#feed-list li")
        until(lambda: shown.count() == 2, what="the faulty rep and the one that is right again")
        assert "Deep enough now." in shown.first.inner_text()
        assert f"rep {SHALLOW}" in shown.last.inner_text()
        assert "Sit deeper" in shown.last.inner_text()
    one_station.wait_for_line("the video has ended")
    assert one_station.interrupt() == 0
    assert one_station.left_running() == []
    assert not (data / "run").exists()
    with DataFolder(data).locked():
        pass


def a_second_start_is_refused(running: SpotterUp, data: Path, squats: Path) -> None:
    """In the same folder, whatever runs there goes on."""
    second = subprocess.run(
        spotter_command("up", "--source", squats, "--exercise", "squat"),
        env=spotter_environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert "already runs" in second.stderr
    assert running.page in second.stderr


def test_the_catalog_is_backed_up_meanwhile_and_no_process_outlives_a_killed_spotter(
    one_station: SpotterUp, data: Path, tmp_path: Path
) -> None:
    assert one_station.page
    with catalog_of(DataFolder(data), {}) as catalog:
        assert catalog.token
        assert (data / "run" / "catalog.json").stat().st_mode & 0o777 == 0o600

    def db(*words: str | Path) -> int:
        command = spotter_command("db", *words, "--data", data)
        return subprocess.run(command, env=spotter_environment(data), check=False).returncode

    assert db("check") == 0
    assert db("backup", tmp_path / "backup") == 0
    assert db("restore", tmp_path / "backup") == 2
    assert {"redis-server", "python"} <= {
        process.name().rstrip("3.1") for process in one_station.processes
    }
    one_station.kill()
    assert one_station.left_running() == []
    with DataFolder(data).locked():
        pass
    assert db("restore", tmp_path / "backup") == 0


def test_whoever_starts_a_gym_becomes_its_owner_by_a_link_and_ends_it_at_once_by_a_second_signal(
    data: Path, squats: Path
) -> None:
    with spotter_up(data, "--no-open", "--source", squats, "--exercise", "squat") as running:
        page = running.page
        link = running.wait_for_line("Become its owner").split()[-1]
        assert link.startswith(f"{page.rstrip('/')}/sign-in#invitation=spotter_invitation_")
        with catalog_of(DataFolder(data), {}) as catalog, channel_to(catalog) as channel:
            secret = link.partition("=")[2]
            accepted = pb2.AcceptInvitationRequest(secret=secret, password=OWNERS)
            stub = AccountServiceStub(channel.grpc)
            begun = channel.call(stub.AcceptInvitation, accepted)
            assert begun.whoever.role == pb2.ROLE_OWNER
            assert not invited_owner(channel, page)
        assert running.interrupt_twice() in {128 + signal.SIGINT, 128 + signal.SIGTERM}
        assert running.left_running() == []
    with DataFolder(data).locked():
        pass


def test_a_silent_camera_harms_no_other_station(data: Path, squats: Path, tmp_path: Path) -> None:
    sources = {
        "silent": f"rtsp://me:{PASSWORD}@127.0.0.1:{free_port()}/stream",
        "fine": str(squats),
    }
    gym = tmp_path / "gym.yaml"
    stations = [
        {"id": name, "name": f"The {name} one", "source": source, "exercise": "squat"}
        for name, source in sources.items()
    ]
    gym.write_text(yaml.safe_dump({"stations": stations}))
    with spotter_up(data, "--config", gym, "--verbose") as running:
        assert running.page
        assert outcomes(running) == expected(REPS, SHALLOW)
        assert {said["station"] for said in running.verdicts} == {"fine"}
        assert running.wait_for_line("The silent one is offline")
        assert running.interrupt() == 0
        said = "\n".join(running.told)
    logs = "".join(path.read_text() for path in (data / "logs").glob("*.log*"))
    assert "camera_ingest" in said
    assert PASSWORD not in said
    assert PASSWORD not in logs


@pytest.mark.usefixtures("_own_signals")
def test_wrong_arguments_are_reported_before_anything_starts(
    data: Path, squats: Path, tmp_path: Path
) -> None:
    def refused(*arguments: str | Path, **settings: str) -> tuple[int, str]:
        own = spotter_environment(data) | settings
        ended = command_line.run("up", *map(str, arguments), settings=own)
        return ended.exit_code, ended.stderr

    code, said = refused("--source", squats, "--exercise", "moonwalk")
    assert code == 2
    assert "no reference for 'moonwalk'" in said
    assert "push-up, squat" in said
    assert "spotter record moonwalk" in said
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = refused("--source", squats, "--exercise", "squat", "--port", str(port))
    assert code == 1
    assert f"port {port} of 127.0.0.1 is in use" in said
    code, said = refused("--source", "no.mp4", "--exercise", "squat")
    assert (code, "no.mp4: expected a video file" in said) == (2, True)
    gym = tmp_path / "gym.yaml"
    broken = {"id": "rack-1", "source": "broken.mp4", "exercise": "squat"}
    gym.write_text(yaml.safe_dump({"stations": [broken]}))
    (tmp_path / "broken.mp4").write_bytes(b"this is no video")
    code, said = refused("--config", gym)
    assert (code, "station rack-1: " in said, "expected a video" in said) == (2, True, True)
    code, said = refused("--source", squats, "--exercise", "squat", "--host", "192.0.2.1")
    assert (code, "expected --host to be an address of this machine" in said) == (1, True)
    code, said = refused("--source", squats, "--exercise", "squat", SPOTTER_POSE="magic")
    assert (code, "openpose-onnx:FILE; found 'magic'" in said) == (2, True)
    redis_url = f"redis://:{PASSWORD}@127.0.0.1:{free_port()}/0"
    code, said = refused("--source", squats, "--exercise", "squat", SPOTTER_REDIS_URL=redis_url)
    assert (code, "Redis does not answer" in said, PASSWORD in said) == (1, True, False)
    address = f"nonsense://{PASSWORD}"
    code, said = refused("--source", squats, "--exercise", "squat", SPOTTER_REDIS_URL=address)
    assert (code, "expected an address such as redis://" in said) == (1, True)
    assert PASSWORD not in said
