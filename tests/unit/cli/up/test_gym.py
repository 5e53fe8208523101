import re
from pathlib import Path

import numpy as np
import pytest
import yaml

from spotter.cli.errors import InputError
from spotter.cli.up.gym import is_video, own_camera, unplayable_videos
from spotter.local_stack.errors import GymDescriptionError
from spotter.local_stack.gym import described_gym
from spotter.pictures.errors import VideoError
from spotter.pictures.video.reading import write_video

CAMERA = "rtsp://me:sekret@camera.local/1"


def write_grey_video(path: Path) -> None:
    write_video(path, [np.full((48, 64, 3), 128, np.uint8)] * 2, rate_hz=10)


def write_description(path: Path, **sources: str) -> None:
    stations = [{"id": name, "source": it, "exercise": "squat"} for name, it in sources.items()]
    path.write_text(yaml.safe_dump({"stations": stations}))


def make_no_video(path: Path, kind: str) -> None:
    match kind:
        case "text":
            path.write_text("squats on Monday\n" * 100)
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()


def test_the_password_of_a_camera_is_not_written_down(tmp_path: Path) -> None:
    config = tmp_path / "gym.yaml"
    gym = own_camera(config, CAMERA, "squat", loop=False)
    assert "sekret" not in config.read_text()
    assert "sekret" not in repr(gym)
    assert gym.secrets == {"SPOTTER_SOURCE": CAMERA}


def test_camera_ingest_reads_the_description_of_the_user_s_camera(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = tmp_path / "my squat.mp4"
    write_grey_video(video)
    gym = own_camera(tmp_path / "gym.yaml", str(video), "squat", loop=True)
    for name, value in gym.secrets.items():
        monkeypatch.setenv(name, value)
    assert described_gym(gym.config, is_video).exercises == ("squat",)


def test_a_video_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing.mp4: expected a video.*found no such file"):
        own_camera(tmp_path / "gym.yaml", "nothing.mp4", "squat", loop=False)


def test_a_camera_cannot_loop(tmp_path: Path) -> None:
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
    assert described_gym(config, is_video).exercises == ("squat", "lunge")


def test_a_described_gym_has_the_exercises_of_stations_with_several(tmp_path: Path) -> None:
    stations = [
        {"id": f"s{number}", "source": "/dev/video0", "exercise": exercise}
        for number, exercise in enumerate(["squat", ["lunge", "squat"], "any"])
    ]
    config = tmp_path / "gym.yaml"
    config.write_text(yaml.safe_dump({"stations": stations}))
    assert described_gym(config, is_video).exercises == ("squat", "lunge", "any")


def test_a_mistake_in_a_described_gym_is_reported_without_the_password(tmp_path: Path) -> None:
    config = tmp_path / "gym.yaml"
    config.write_text(
        yaml.safe_dump({"stations": [{"id": "No Good", "source": CAMERA, "exercise": "squat"}]})
    )
    with pytest.raises(GymDescriptionError, match=r"gym.yaml: stations\[0\].id") as refused:
        described_gym(config, is_video)
    assert "sekret" not in str(refused.value)


def test_a_missing_description_of_a_gym_is_named(tmp_path: Path) -> None:
    with pytest.raises(GymDescriptionError, match=r"nowhere.yaml: .*No such file"):
        described_gym(tmp_path / "nowhere.yaml", is_video)


NO_VIDEOS = {
    "text": "no known video format",
    "empty": "an empty file",
    "folder": "Is a directory",
    "missing": "no such file",
}


@pytest.mark.parametrize(("kind", "found"), NO_VIDEOS.items())
def test_a_station_whose_video_cannot_be_played_is_named(
    tmp_path: Path, kind: str, found: str
) -> None:
    write_grey_video(tmp_path / "good.mp4")
    make_no_video(tmp_path / "bad.mp4", kind)
    config = tmp_path / "gym.yaml"
    write_description(config, camera=CAMERA, good="good.mp4", bad="bad.mp4")
    (problem,) = unplayable_videos(described_gym(config, is_video))
    assert re.search(rf"gym.yaml: station bad: .*bad.mp4: expected.*{found}", problem)


def test_a_gym_of_a_camera_and_a_video_can_be_played(tmp_path: Path) -> None:
    write_grey_video(tmp_path / "good.mp4")
    write_description(tmp_path / "gym.yaml", camera=CAMERA, good="good.mp4")
    gym = described_gym(tmp_path / "gym.yaml", is_video)
    assert unplayable_videos(gym) == ()
    assert gym.videos == {"good": str(tmp_path / "good.mp4")}


@pytest.mark.parametrize("kind", ["text", "empty"])
def test_the_user_s_video_that_cannot_be_played_is_named(tmp_path: Path, kind: str) -> None:
    make_no_video(tmp_path / "bad.mp4", kind)
    with pytest.raises(VideoError, match=f"bad.mp4: expected a video; .*{NO_VIDEOS[kind]}"):
        own_camera(tmp_path / "gym.yaml", str(tmp_path / "bad.mp4"), "squat", loop=False)


def test_a_mistyped_address_is_refused_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="found no such file") as refused:
        own_camera(tmp_path / "gym.yaml", "rtsp:/me:sekret@camera/1", "squat", loop=False)
    assert "sekret" not in str(refused.value)


def test_variables_in_a_description_are_secret_unless_part_of_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMERA_PASSWORD", "sekret")
    monkeypatch.setenv("VIDEOS", str(tmp_path / "videos"))
    config = tmp_path / "gym.yaml"
    write_description(
        config,
        camera="rtsp://${USER_OF_CAMERA:-me}:${CAMERA_PASSWORD}@camera.local/1",
        video="${VIDEOS}/squat.mp4",
    )
    assert described_gym(config, is_video).secrets == {"CAMERA_PASSWORD": "sekret"}
