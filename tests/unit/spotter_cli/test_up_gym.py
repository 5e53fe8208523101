from pathlib import Path

import pytest
import yaml

from spotter_cli.errors import InputError
from spotter_cli.gym import described_gym, own_camera

CAMERA = "rtsp://me:sekret@camera.local/1"


def test_the_password_of_a_camera_is_not_written_down(tmp_path: Path) -> None:
    config = tmp_path / "gym.yaml"
    gym = own_camera(config, CAMERA, "squat", loop=False)
    assert "sekret" not in config.read_text()
    assert "sekret" not in repr(gym)
    assert gym.secrets == {"SPOTTER_SOURCE": CAMERA}


def test_camera_ingest_understands_the_description_of_an_own_camera(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = tmp_path / "my squat.mp4"
    video.touch()
    gym = own_camera(tmp_path / "gym.yaml", str(video), "squat", loop=True)
    for name, value in gym.secrets.items():
        monkeypatch.setenv(name, value)
    assert described_gym(gym.config).exercises == ("squat",)


def test_a_video_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing.mp4: expected a video.*found no such file"):
        own_camera(tmp_path / "gym.yaml", "nothing.mp4", "squat", loop=False)


def test_a_camera_cannot_be_played_again(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected a video file with --loop") as refused:
        own_camera(tmp_path / "gym.yaml", CAMERA, "squat", loop=True)
    assert "sekret" not in str(refused.value)


def test_a_described_gym_has_each_of_its_exercises_once(tmp_path: Path) -> None:
    stations = [
        {"id": f"s{number}", "source": "/dev/video0", "exercise": exercise}
        for number, exercise in enumerate(["squat", "lunge", "squat"])
    ]
    config = tmp_path / "gym.yaml"
    config.write_text(yaml.safe_dump({"stations": stations}))
    assert described_gym(config).exercises == ("squat", "lunge")


def test_a_mistake_in_a_described_gym_is_told_without_the_password(tmp_path: Path) -> None:
    config = tmp_path / "gym.yaml"
    config.write_text(
        yaml.safe_dump({"stations": [{"id": "No Good", "source": CAMERA, "exercise": "squat"}]})
    )
    with pytest.raises(InputError, match=r"gym.yaml: stations\[0\].id") as refused:
        described_gym(config)
    assert "sekret" not in str(refused.value)


def test_a_gym_that_is_not_described_anywhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere.yaml: .*No such file"):
        described_gym(tmp_path / "nowhere.yaml")
