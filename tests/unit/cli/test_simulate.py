import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.pictures.video.reading import read_video
from spotter.simulation.motion.catalogue import EXERCISES

QUICK = ["--size", "160x120", "--rate-hz", "10", "--rep-s", "1.5"]


def run(*words: str) -> Result:
    arguments = ["simulate", *words]
    return CliRunner().invoke(make_app(arguments), arguments)


def test_it_writes_a_video_that_can_be_read_with_its_truth_and_its_poses(tmp_path: Path) -> None:
    video = tmp_path / "squat.mp4"
    faults = ["--fault", "shallow:2,3", "--fault", "knees-in:3", "--fault", "rest:1"]
    result = run("squat", "--reps", "3", *faults, *QUICK, "-o", str(video))
    assert result.exit_code == 0, result.output
    truth = json.loads((tmp_path / "squat.truth.json").read_text())
    assert [rep["faults"] for rep in truth["reps"]] == [[], ["shallow"], ["shallow", "knees-in"]]
    assert [rep["number"] for rep in truth["reps"]] == [1, 2, 3]
    assert truth["rests_after"] == [1]
    assert (truth["exercise"], truth["rate_hz"], truth["camera"]["yaw_deg"]) == ("squat", 10, 35)
    frames = list(read_video(video))
    assert len(frames) == truth["frames"]
    assert frames[0].bgr.shape == (120, 160, 3)
    assert frames[20].time_s == pytest.approx(2.0, abs=0.01)
    with np.load(tmp_path / "squat.poses.npz") as poses:
        assert poses["keypoints"].shape == (truth["frames"], 25, 3)
        assert poses["captured_us"][20] == 2_000_000
        nose = poses["keypoints"][0, 0]
    assert 0 < nose[0] < 160
    assert 0 < nose[1] < 60
    last = truth["reps"][-1]
    assert last["first_frame"] == pytest.approx(last["start_s"] * 10, abs=1)
    assert last["last_frame"] < truth["frames"]


def test_the_same_seed_writes_the_same_video_and_another_seed_another(tmp_path: Path) -> None:
    videos, poses = [], []
    for name, seed in (("a.mp4", "1"), ("b.mp4", "1"), ("c.mp4", "2")):
        video = tmp_path / name
        run("front-raise", "--reps", "1", *QUICK, "--seed", seed, "-o", str(video))
        videos.append(np.stack([frame.bgr for frame in list(read_video(video))[:25]]).astype(int))
        poses.append(np.load(video.with_suffix(".poses.npz"))["keypoints"])
    assert np.array_equal(poses[0], poses[1])
    assert poses[0].shape != poses[2].shape or not np.array_equal(poses[0], poses[2])
    # The pictures are identical to the bit, but the threaded encoder's output may differ.
    again, other = (np.abs(videos[0] - video).mean() for video in videos[1:])
    assert again < 0.2 * other


def test_equipment_is_rendered_and_its_places_are_written_beside_the_poses(tmp_path: Path) -> None:
    video = tmp_path / "squat.mp4"
    tool = ["--equipment", "barbell", "--load-kg", "80", "--unrack", "--rack"]
    result = run("squat", "--reps", "2", "--fault", "tilt:2", *tool, *QUICK, "-o", str(video))
    assert result.exit_code == 0, result.output
    truth = json.loads((tmp_path / "squat.truth.json").read_text())
    equipment = truth["equipment"]
    assert (equipment["name"], equipment["load_kg"]) == ("barbell", 80)
    assert equipment["radius_m"] == {"bar_left": 0.225, "bar_right": 0.225}
    (held,) = equipment["held"]
    assert held["first_frame"] < truth["reps"][0]["first_frame"]
    assert truth["reps"][1]["last_frame"] < held["last_frame"] < truth["frames"]
    assert [rep["faults"] for rep in truth["reps"]] == [[], ["tilt"]]
    with np.load(tmp_path / "squat.equipment.npz") as places:
        assert places["names"].tolist() == ["bar_left", "bar_right"]
        assert places["keypoints"].shape == places["points_m"].shape == (truth["frames"], 2, 3)
        assert places["is_hidden"].shape == places["radius_px"].shape == (truth["frames"], 2)
        assert places["is_held"].sum() == held["last_frame"] - held["first_frame"] + 1


def test_json_prints_the_truth(tmp_path: Path) -> None:
    video = tmp_path / "jack.mp4"
    result = run("jumping-jack", "--reps", "2", *QUICK, "--json", "-o", str(video))
    printed = json.loads(result.stdout)
    assert printed == json.loads((tmp_path / "jack.truth.json").read_text())
    assert len(printed["reps"]) == 2


def test_a_list_of_reps_is_printed_for_people(tmp_path: Path) -> None:
    video = tmp_path / "squat.mp4"
    result = run("squat", "--reps", "2", "--fault", "half-rep:2", *QUICK, "-o", str(video))
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"{video}: 2 reps in ")
    assert lines[1].endswith(": good")
    assert lines[2].endswith(": half-rep")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["yoga"], f"expected one of the exercises {', '.join(EXERCISES)}; found 'yoga'"),
        (["squat", "--fault", "lazy:1"], "expected one of the faults shallow, half-rep, knees-in"),
        (["squat", "--fault", "shallow"], "expected a fault such as shallow:3,7; found 'shallow'"),
        (["squat", "--fault", "shallow:0"], "names rep 0; expected one from 1 to 10"),
        (["pull-up", "--fault", "knees-in:1"], "the faults of pull-up are"),
        (["squat", "--size", "big"], "such as 640x480; found 'big'"),
        (["squat", "--distance-m", "99"], "1.5 to 12 m away; found 99.0 m"),
        (["squat", "--body-height-m", "3"], "1.2 to 2.2 m tall; found 3.0 m"),
        (["squat", "--load-kg", "20"], "for a load, unracking and racking; found none"),
        (["push-up", "--equipment", "barbell"], "the exercises with equipment are squat, lunge"),
        (["squat", "-o", "squat.txt"], "to end in .mp4"),
        (["squat", "-o", "no/such/folder/squat.mp4"], "expected its folder to exist"),
    ],
)
def test_a_bad_value_is_refused_with_what_was_expected(words: list[str], message: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_help_shows_examples() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "spotter simulate squat --reps 10 --fault shallow:3,7" in result.stdout
