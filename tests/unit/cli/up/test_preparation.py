from pathlib import Path
from typing import Any

import pytest
import yaml

from spotter.cli.errors import InputError
from spotter.cli.up.preparation import Options, prepare
from spotter.demo.gym import VideoJob
from spotter.local_stack.data_folder import DataFolder


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"source": "a.mp4", "exercise": "squat", "config": Path("gym.yaml")}, "found both"),
        ({"source": "a.mp4"}, "expected --exercise with --source"),
        ({"exercise": "squat"}, "expected --source with --exercise"),
        ({"loop": True}, "expected --source with --exercise and --loop"),
    ],
)
def test_conflicting_options_are_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        Options(**options)  # type: ignore[arg-type]  # of different types


CAMERA = {"SPOTTER_SOURCE": "a.mp4", "SPOTTER_EXERCISE": "squat"}
GYM = {"SPOTTER_GYM": "gym.yaml"}


def completed(environment: dict[str, str], **typed: Any) -> Options:  # noqa: ANN401 - of different types
    silent = {"source": None, "exercise": None, "loop": False, "config": None}
    return Options.completed(environment, **{**silent, **typed})


def test_missing_options_come_from_the_environment() -> None:
    assert completed({}) == Options()
    assert completed(CAMERA, loop=True) == Options(source="a.mp4", exercise="squat", loop=True)
    assert completed(CAMERA, exercise="lunge") == Options(source="a.mp4", exercise="lunge")
    assert completed(GYM) == Options(config=Path("gym.yaml"))
    assert completed({"SPOTTER_SOURCE": "", "SPOTTER_GYM": ""}) == Options()


def test_typed_options_override_the_environment() -> None:
    config = Path("my.yaml")
    assert completed(CAMERA | GYM, config=config) == Options(config=config)
    typed = completed(CAMERA | GYM, source="b.mp4")
    assert typed == Options(source="b.mp4", exercise="squat")


def test_a_camera_and_a_gym_in_the_same_place_are_refused() -> None:
    with pytest.raises(InputError, match=r"SPOTTER_SOURCE.* SPOTTER_GYM.*found both"):
        completed(CAMERA | GYM)
    with pytest.raises(InputError, match="found both"):
        completed({}, source="b.mp4", exercise="squat", config=Path("my.yaml"))


@pytest.mark.parametrize("is_steady", [True, False])
def test_the_demo_plays_its_videos_and_one_camera_is_at_a_loose_cable_unless_it_is_steady(
    tmp_path: Path, *, is_steady: bool
) -> None:
    data = DataFolder(tmp_path)
    prepared = prepare(Options(is_steady=is_steady), data, cores=1)
    described = yaml.safe_load(prepared.gym.config.read_text(encoding="utf-8"))["stations"]
    sources = {one["id"]: Path(one["source"]) for one in described}
    videos = [job.path for job in prepared.jobs if isinstance(job, VideoJob)]
    loose = [] if is_steady else [data.run / "dumbbells-1.mp4"]
    assert [cable.socket for cable in prepared.loose_cables] == loose
    assert set(sources.values()) - set(videos) == set(loose)
