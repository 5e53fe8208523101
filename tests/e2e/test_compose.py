"""The containers of docker-compose.yml, with several replicas of the scalable ones.

Building the images takes minutes the first time, so this runs only on request.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from spotter.demo.plan import reference_shot
from spotter.pictures.video.reading import write_video
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan
from spotter.simulation.take import Take
from support.servers.compose_project import ComposeProject, compose_command, docker, engine_answers
from support.servers.redis_server import free_port
from support.waiting import until

ASKED_FOR = "SPOTTER_CONTAINER_TESTS"
SHALLOW_REPS = frozenset({2, 5})
GYM = """
stations:
  - id: rack-1
    name: Rack 1
    source: /videos/squat.mp4
    exercise: squat
    loop: true
"""

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ComposeProject]:
    """The running containers, with a gym where somebody squats in a loop."""
    if os.environ.get(ASKED_FOR) != "1":
        pytest.skip(f"it builds images, which takes minutes: set {ASKED_FOR}=1 to run it")
    compose = compose_command()
    if compose is None or not engine_answers():
        pytest.skip("no Docker engine with compose can be reached here")
    folder = tmp_path_factory.mktemp("compose")
    # Always the same name, so that the images are reused and do not pile up.
    project = ComposeProject("spotter-test", compose, settings_in(folder), folder / "empty.env")
    project.run("down", "--volumes", "--remove-orphans")
    try:
        project.run("up", "--build", "--detach", "--scale", "pose_worker=2", "--scale", "scorer=2")
        yield project
    finally:
        project.run("down", "--volumes", "--remove-orphans")


def settings_in(folder: Path) -> dict[str, str]:
    videos = folder / "videos"
    videos.mkdir()
    videos.chmod(0o755)  # the containers have their own user
    plan = Plan("squat", reps=6, faults={FaultKind.SHALLOW: SHALLOW_REPS})
    take = Take(plan, reference_shot(plan.exercise).camera)  # the same view as the demo's reference
    write_video(videos / "squat.mp4", take.pictures(take.performance()), rate_hz=plan.rate_hz)
    (folder / "gym.yaml").write_text(GYM)
    (folder / "gym.yaml").chmod(0o644)
    (folder / "empty.env").touch()
    return {
        "SPOTTER_GYM": str(folder / "gym.yaml"),
        "SPOTTER_VIDEOS": str(videos),
        "SPOTTER_HOST": "127.0.0.1",
        "SPOTTER_PORT": str(free_port()),
        "SPOTTER_REDIS_PASSWORD": token_hex(),
        "SPOTTER_FRAMES_REDIS_PASSWORD": token_hex(),
        "SPOTTER_PAGE_REDIS_PASSWORD": token_hex(),
        "SPOTTER_GRPC_TOKEN": token_hex(),
        "SPOTTER_DATABASE_PASSWORD": token_hex(),
    }


def verdicts(project: ComposeProject) -> list[dict[str, Any]]:
    """The verdicts at the published address, oldest first; empty until it answers."""
    port = project.settings["SPOTTER_PORT"]
    try:
        with urlopen(f"http://127.0.0.1:{port}/api/verdicts?limit=500", timeout=10) as answer:
            newest_first: list[dict[str, Any]] = json.load(answer)
    except URLError:
        return []
    return newest_first[::-1]


def stations_of(pose_worker: str) -> float:
    """How many stations a pose worker owns, by its own metrics."""
    address = "http://127.0.0.1:8000/metrics"
    ask = f"from urllib.request import urlopen; print(urlopen({address!r}).read().decode())"
    metrics = docker("exec", pose_worker, "python", "-c", ask)
    line = next(
        line for line in metrics.splitlines() if line.startswith("spotter_pose_worker_stations ")
    )
    return float(line.split()[1])


def more_verdicts(project: ComposeProject, count: int) -> list[dict[str, Any]]:
    """All verdicts, once there are ``count`` more than now."""
    wanted = len(verdicts(project)) + count

    def enough() -> list[dict[str, Any]]:
        found = verdicts(project)
        return found if len(found) >= wanted else []

    return until(enough, what=f"{count} more verdicts; {project.health()}", limit_s=120)


def test_every_container_is_healthy_and_the_one_job_is_done(project: ComposeProject) -> None:
    def settled() -> bool:
        return set(project.health().values()) == {"healthy", "exited 0"}

    until(settled, what=f"healthy containers; {project.health()}", limit_s=120)
    assert len(project.health()) == 12
    assert len(project.containers("pose_worker")) == len(project.containers("scorer")) == 2


def test_verdicts_arrive_at_the_published_address(project: ComposeProject) -> None:
    found = more_verdicts(project, 6)
    assert {verdict["exercise"] for verdict in found} == {"squat"}
    assert {verdict["outcome"] for verdict in found} == {"good", "faulty"}
    hints = " ".join(hint for verdict in found for hint in verdict["hints"])
    assert "deep" in hints


def test_no_container_is_root_or_can_change_its_own_files(project: ComposeProject) -> None:
    for container in project.containers():
        assert docker("exec", container, "id", "--user").strip() != "0"
        asked = "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"
        assert docker("inspect", "--format", asked, container).strip() == "true [ALL]"


def test_frames_are_never_written_to_disk_and_reps_are(project: ComposeProject) -> None:
    for service, durable in (("redis-frames", "no"), ("redis-queue", "yes")):
        (container,) = project.containers(service)
        told = docker("exec", container, "redis-cli", "config", "get", "appendonly").split()
        assert told == ["appendonly", durable]
        assert not docker("exec", container, "redis-cli", "config", "get", "save").split()[1:]


def test_verdicts_continue_when_a_pose_worker_and_a_scorer_are_killed(
    project: ComposeProject,
) -> None:
    busy = next(worker for worker in project.containers("pose_worker") if stations_of(worker))
    docker("kill", busy, project.containers("scorer")[0])
    found = more_verdicts(project, 4)
    assert len({verdict["rep_id"] for verdict in found}) == len(found)
    assert len(project.containers("pose_worker")) == len(project.containers("scorer")) == 1

    def none_is_missing() -> bool:
        numbers = sorted(verdict["rep_number"] for verdict in verdicts(project))
        return numbers == list(range(1, len(numbers) + 1))

    until(none_is_missing, what="one verdict for each rep", limit_s=60)


def test_down_leaves_nothing_behind(project: ComposeProject) -> None:
    project.run("down", "--volumes", "--remove-orphans")
    assert project.remains() == []
