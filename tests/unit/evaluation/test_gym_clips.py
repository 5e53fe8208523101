import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spotter.evaluation.count.gym_clips import read_clips
from spotter.evaluation.errors import EvaluationError
from spotter.pose_files.errors import PoseFileError

TRUTH: dict[str, Any] = {
    "exercise": "dips",
    "clip": "one",
    "fps": 25.0,
    "markers_dedup": [5, 2],
    "usable_truth": True,
    "verified_reps": None,
}


def files(folder: Path, truths: object, lengths: tuple[int, ...] = (6, 4)) -> tuple[Path, Path]:
    keypoints = np.ones((sum(lengths), 18, 3), dtype=np.float32)
    np.savez(folder / "kp.npz", kp=keypoints, length=np.array(lengths))
    (folder / "truth.json").write_text(json.dumps(truths))
    return folder / "kp.npz", folder / "truth.json"


def test_clips_are_read_in_order_with_what_is_known_of_them(tmp_path: Path) -> None:
    second = {**TRUTH, "clip": "two", "exercise": None, "markers_dedup": None, "verified_reps": 3}
    one, two = read_clips(*files(tmp_path, [TRUTH, second]))
    assert (one.name, one.exercise, one.marks_frames, one.verified_reps) == (
        "one",
        "dips",
        (2, 5),
        None,
    )
    assert (two.name, two.exercise, two.marks_frames, two.verified_reps) == ("two", "", (), 3)
    assert (len(one.poses), len(two.poses)) == (6, 4)
    assert one.poses.captured_us.tolist() == [0, 40_000, 80_000, 120_000, 160_000, 200_000]
    assert two.seconds == pytest.approx(0.16)


@pytest.mark.parametrize("missing", ["markers_dedup", "verified_reps", "usable_truth"])
def test_what_nobody_wrote_down_may_be_missing(tmp_path: Path, missing: str) -> None:
    short = {key: value for key, value in TRUTH.items() if key != missing}
    one, two = read_clips(*files(tmp_path, [short, {**TRUTH, missing: None}], (6, 6)))
    assert (one.marks_frames, one.verified_reps) == (two.marks_frames, two.verified_reps)


def test_markers_serve_where_those_without_doubles_are_missing(tmp_path: Path) -> None:
    truth = {**TRUTH, "markers_dedup": None, "markers": [3, 1]}
    assert read_clips(*files(tmp_path, [truth, TRUTH], (6, 6)))[0].marks_frames == (1, 3)


@pytest.mark.parametrize("exercise", [None, "", "none", "None", "no exercise"])
def test_no_exercise_has_several_names(tmp_path: Path, exercise: str | None) -> None:
    truth = {**TRUTH, "exercise": exercise, "markers_dedup": []}
    assert read_clips(*files(tmp_path, [truth, TRUTH], (6, 6)))[0].exercise == ""


def test_a_clip_whose_truth_cannot_be_used_is_left_out(tmp_path: Path) -> None:
    found = read_clips(
        *files(tmp_path, [{**TRUTH, "usable_truth": False}, {**TRUTH, "markers_dedup": []}])
    )
    assert len(found) == 1
    assert len(found[0].poses) == 4


@pytest.mark.parametrize(
    ("truths", "message"),
    [
        ([TRUTH], "expected 2 clips, as in .*; found 1"),
        ({"clips": []}, "expected a JSON list of clips; found dict"),
        ([TRUTH, "two"], "clip 2 of .*: expected exercise, clip, fps"),
        ([TRUTH, {"clip": "two"}], "clip 2 of .*: expected exercise, clip, fps"),
        ([{**TRUTH, "fps": 0}, TRUTH], "fps above 0"),
        ([{**TRUTH, "fps": "fast"}, TRUTH], "clip 1 of .*: expected exercise, clip, fps"),
        ([{**TRUTH, "markers_dedup": [6]}, TRUTH], r"markers within its 6 frames; .* \(6,\)"),
    ],
)
def test_a_truth_that_does_not_fit_is_refused_with_the_place(
    tmp_path: Path, truths: object, message: str
) -> None:
    with pytest.raises(EvaluationError, match=message):
        read_clips(*files(tmp_path, truths))


def test_missing_and_broken_files_are_refused_by_name(tmp_path: Path) -> None:
    keypoints, truth = files(tmp_path, [TRUTH, TRUTH])
    with pytest.raises(EvaluationError, match=r"cannot read the truth from .*nowhere\.json"):
        read_clips(keypoints, tmp_path / "nowhere.json")
    with pytest.raises(PoseFileError, match=r"nowhere\.npz"):
        read_clips(tmp_path / "nowhere.npz", truth)
    with pytest.raises(EvaluationError, match="expected JSON"):
        read_clips(keypoints, keypoints)
    with pytest.raises(PoseFileError, match=r"truth\.json"):
        read_clips(truth, truth)


def test_keypoints_without_their_arrays_are_refused(tmp_path: Path) -> None:
    _, truth = files(tmp_path, [TRUTH])
    np.savez(tmp_path / "other.npz", poses=np.ones(3))
    with pytest.raises(EvaluationError, match="kp"):
        read_clips(tmp_path / "other.npz", truth)
