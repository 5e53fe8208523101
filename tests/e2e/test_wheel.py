"""The wheel works without a checkout.

Installing everything again takes minutes, so this runs only on request.
"""

import json
import os
from pathlib import Path

import pytest

from spotter.cli.commands import COMMANDS
from support.networks.pose_models import pulled_models
from support.processes.built_wheel import ROOT, Installed, installed_wheel
from support.processes.spotter_up import SpotterUp, beside_others

ASKED_FOR = "SPOTTER_WHEEL_TESTS"
REPS = 3
SHALLOW = 2

pytestmark = pytest.mark.timeout(1200)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    if os.environ.get(ASKED_FOR) != "1":
        pytest.skip(f"it reinstalls all packages: set {ASKED_FOR}=1 to run it")
    return installed_wheel(tmp_path_factory.mktemp("wheel"), "up")


@pytest.fixture(scope="module")
def squats(installed: Installed) -> Path:
    """A video of squats, one of them shallow, made by the installed command itself."""
    pulled_models()
    spotter = installed.command
    installed.run(*spotter("simulate", "squat", "--reps", str(REPS), "-o", "good.mp4"))
    shallow = ("--reps", str(REPS), "--fault", f"shallow:{SHALLOW}", "-o", "attempt.mp4")
    installed.run(*spotter("simulate", "squat", *shallow))
    return installed.folder / "attempt.mp4"


def test_the_wheel_is_imported_and_marked_as_typed(
    installed: Installed,
) -> None:
    python = str(installed.environment / "bin/python")
    where = installed.run(python, "-c", "import spotter; print(spotter.__path__[0])").strip()
    assert not Path(where).is_relative_to(ROOT)
    assert Path(where).is_relative_to(installed.environment)
    assert (Path(where) / "py.typed").exists()


def test_the_help_lists_every_command(installed: Installed) -> None:
    said = installed.run(*installed.command("--help"))
    assert [name for name in COMMANDS if f" {name} " not in said] == []


def test_a_video_is_analysed(installed: Installed, squats: Path) -> None:
    compared = ("analyze", "--reference", "good.mp4", squats.name, "--json")
    said = json.loads(installed.run(*installed.command(*compared)))
    assert [rep["verdict"] for rep in said["reps"]] == ["good", "faulty", "good"]


def test_spotter_up_runs_prints_its_verdicts_and_stops(installed: Installed, squats: Path) -> None:
    installed.run(*installed.command("record", "squat", "good.mp4"))
    source = ("--source", str(squats), "--exercise", "squat")
    command = installed.command("up", "--open", "--json", *source)
    running = SpotterUp(command, installed.variables() | beside_others())
    try:
        assert running.page.startswith("http://127.0.0.1:")
        said = running.wait_for_verdicts(REPS)
        assert [verdict["verdict"] for verdict in said] == ["good", "faulty", "good"]
        assert running.interrupt() == 0
        assert running.told[-1] == "Stopping"
        assert running.left_running() == []
    finally:
        running.kill()
