import os
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[4]
STUB = """#!/bin/sh
[ "$1" = up ] || exit 0
printf '%s|%s|%s' "$SPOTTER_SOURCE" "$SPOTTER_EXERCISE" "$SPOTTER_GYM"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile and an environment whose ``spotter up`` prints its settings."""
    if shutil.which("make") is None:
        pytest.skip("there is no make")
    shutil.copy(REPOSITORY / "Makefile", tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "requirements.lock").touch()
    spotter = tmp_path / ".venv" / "bin" / "spotter"
    spotter.parent.mkdir(parents=True)
    spotter.write_text(STUB)
    spotter.chmod(0o755)
    (tmp_path / ".venv" / ".installed").touch()
    (tmp_path / ".venv" / ".ready").touch()
    return tmp_path


def settings(folder: Path, *arguments: str) -> str:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [shutil.which("make") or "make", "run", *arguments],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_without_arguments_the_demo_gym_runs(checkout: Path) -> None:
    assert settings(checkout) == "||"


@pytest.mark.parametrize(
    "source", ["squat.mp4", "my squat.mp4", "rtsp://me:a$b'c\"d#e;f@camera/1?x=1&y=2"]
)
def test_a_source_arrives_unchanged(checkout: Path, source: str) -> None:
    said = settings(checkout, f"SOURCE={source}", "EXERCISE=squat")
    assert said == f"{source}|squat|"


def test_a_gym_arrives_unchanged(checkout: Path) -> None:
    assert settings(checkout, "CONFIG=my gym.yaml") == "||my gym.yaml"


def test_settings_come_from_dotenv_and_arguments_override_them(checkout: Path) -> None:
    (checkout / ".env").write_text("SPOTTER_SOURCE='rtsp://me:a$b@c/1'\nSPOTTER_EXERCISE=squat\n")
    assert settings(checkout) == "rtsp://me:a$b@c/1|squat|"
    assert settings(checkout, "EXERCISE=lunge") == "rtsp://me:a$b@c/1|lunge|"


def test_a_given_source_overrides_a_gym_in_dotenv_and_vice_versa(
    checkout: Path,
) -> None:
    (checkout / ".env").write_text("SPOTTER_GYM=gym.yaml\n")
    assert settings(checkout, "SOURCE=a.mp4", "EXERCISE=squat") == "a.mp4|squat|"
    (checkout / ".env").write_text("SPOTTER_SOURCE=a.mp4\nSPOTTER_EXERCISE=squat\n")
    assert settings(checkout, "CONFIG=gym.yaml") == "||gym.yaml"


def test_it_is_open_unless_the_settings_say_otherwise(checkout: Path) -> None:
    spotter = checkout / ".venv" / "bin" / "spotter"
    spotter.write_text('#!/bin/sh\n[ "$1" = up ] || exit 0\nprintf "%s" "$SPOTTER_OPEN"\n')
    assert settings(checkout) == "true"
    (checkout / ".env").write_text("SPOTTER_OPEN=false\n")
    assert settings(checkout) == "false"
