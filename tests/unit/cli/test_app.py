import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from spotter.cli.app import make_app
from spotter.cli.commands import COMMANDS

HEAVY = ("numpy", "av", "cv2", "numba", "redis", "plotly")
MODULES_AFTER_HELP = f"""
import sys
from spotter.cli.app import make_app
try:
    make_app(["--help"])(["--help"])
except SystemExit:
    print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


def test_help_lists_every_command_with_examples_and_exit_codes() -> None:
    said = CliRunner().invoke(make_app(["--help"]), ["--help"])
    assert said.exit_code == 0
    assert all(f" {name} " in said.output for name in COMMANDS)
    assert "spotter up --source squat.mp4 --exercise squat" in " ".join(said.output.split())
    assert "Exit codes: 0 done, 1 failed" in said.output


def test_help_loads_no_slow_module() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", MODULES_AFTER_HELP],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stderr.strip() == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    said = CliRunner().invoke(make_app([command]), [command, "--help"])
    assert said.exit_code == 0, said.output
    assert f" {command} " in said.output


def test_an_unknown_command_is_wrong_usage() -> None:
    said = CliRunner().invoke(make_app(["dance"]), ["dance"])
    assert said.exit_code == 2
    assert "No such command 'dance'" in said.output


def test_the_version_is_printed() -> None:
    said = CliRunner().invoke(make_app(["--version"]), ["--version"])
    assert said.exit_code == 0
    assert said.output.startswith("spotter 0.")


def test_an_open_gym_is_not_served_to_other_machines(tmp_path: Path) -> None:
    words = ["up", "--open", "--host", "192.0.2.1", "--data", str(tmp_path)]
    said = CliRunner().invoke(make_app(words), words)
    assert said.exit_code == 2
    assert "expected --host 127.0.0.1 with --open" in said.output
