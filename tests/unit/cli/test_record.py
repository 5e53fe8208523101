import json
import os
import re
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.exercise_store.references import ReferenceFolder, exercise_from
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.wire.references import exercise_from_bytes, reference_digest
from support.movements.openpose_folder import write_frame, write_poses
from support.movements.performed import RATE_HZ, performed


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture(scope="module")
def good_squats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_poses(
        tmp_path_factory.mktemp("squats") / "good", performed("squat", 3), rate_hz=RATE_HZ
    )


def run(*words: str) -> Result:
    arguments = ["record", *words]
    return CliRunner().invoke(make_app(arguments), arguments)


def test_it_stores_the_reps_that_it_found_under_the_exercise(
    data_folder: Path, good_squats: Path
) -> None:
    result = run("squat", str(good_squats))
    assert result.exit_code == 0, result.output
    assert "3 reps of squat" in result.stdout
    assert "rep 3: " in result.stdout
    assert re.search(r"^Recorded from (30|35|40) degrees left$", result.stdout, re.MULTILINE)
    stored = (data_folder / "references/squat.reference").read_bytes()
    (reference,) = exercise_from_bytes(stored).references
    assert (reference.exercise, len(reference.reps)) == ("squat", 3)
    for rep in reference.reps:
        hips_px = rep.keypoints[:, Joint.MID_HIP, 1]
        assert hips_px.max() - max(hips_px[0], hips_px[-1]) > 40


def test_json_has_the_times_of_the_reps_and_the_digest(
    data_folder: Path, good_squats: Path
) -> None:
    result = run("squat", str(good_squats), "--json")
    told = json.loads(result.stdout)
    times_s = [(rep["start_s"], rep["end_s"]) for rep in told["reps"]]
    assert len(times_s) == 3
    assert all(1.5 < end_s - start_s < 4 for start_s, end_s in times_s)
    assert times_s == sorted(times_s)
    stored = (data_folder / "references/squat.reference").read_bytes()
    assert told["digest"] == reference_digest(stored)
    assert told["previous"] is None
    assert told["camera_yaw_deg"] == pytest.approx(35, abs=6)
    assert told["frames"] == told["frames_with_person"] > 200


def test_nothing_is_said_of_a_camera_that_nothing_tells(tmp_path: Path) -> None:
    poses = performed("squat", 3)
    poses.keypoints[:, [Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]] = (np.nan, np.nan, 0)
    narrow = write_poses(tmp_path / "narrow", poses, rate_hz=RATE_HZ)
    assert "Recorded from" not in run("squat", str(narrow)).stdout
    assert json.loads(run("squat", str(narrow), "--json").stdout)["camera_yaw_deg"] is None


def test_it_says_what_carries_the_exercise_and_the_trainer_corrects_it(
    data_folder: Path, good_squats: Path
) -> None:
    assert "Carried by: hips, knees, trunk" in run("squat", str(good_squats)).stdout
    told = run("squat", str(good_squats), "--carried-by", "Hips, left knee", "--json")
    assert json.loads(told.stdout)["carried_by"] == ["hips", "left knee"]
    stored = (data_folder / "references/squat.reference").read_bytes()
    (reference,) = exercise_from_bytes(stored).references
    assert reference.carried_by == (Joint.MID_HIP, Joint.LEFT_KNEE)


def test_an_unknown_part_of_the_body_is_refused_with_the_known_ones(good_squats: Path) -> None:
    result = run("squat", str(good_squats), "--carried-by", "hips,tail")
    assert result.exit_code == 2
    assert "as hips,knees,trunk: of hips, knees" in " ".join(result.output.split())
    assert "found 'tail'" in result.output


def test_another_frame_rate_stretches_the_times(good_squats: Path) -> None:
    times_s = [
        json.loads(run("squat", str(good_squats), "--fps", fps, "--json").stdout)["duration_s"]
        for fps in ("30", "20")
    ]
    assert times_s[1] == pytest.approx(1.5 * times_s[0])


def test_the_previous_reference_is_backed_up_each_time(data_folder: Path, tmp_path: Path) -> None:
    contents: list[bytes] = []
    for number in (1, 2, 3):
        folder = write_poses(
            tmp_path / f"{number}", performed("squat", 2, seed=number), rate_hz=RATE_HZ
        )
        told = json.loads(run("squat", str(folder), "--json").stdout)
        if contents:
            assert Path(told["previous"]).read_bytes() == contents[-1]
        contents.append((data_folder / "references/squat.reference").read_bytes())
    kept = {path.read_bytes() for path in (data_folder / "references/previous").iterdir()}
    assert kept == set(contents[:2])
    assert ReferenceFolder.of(data_folder).exercises() == ["squat"]


def test_recording_the_same_again_makes_no_backup(data_folder: Path, good_squats: Path) -> None:
    for _ in range(2):
        assert run("squat", str(good_squats)).exit_code == 0
    assert not (data_folder / "references/previous").exists()


def test_a_recording_in_which_nobody_moves_is_refused_with_what_was_found(
    data_folder: Path, tmp_path: Path
) -> None:
    still = performed("squat", 1).keypoints[0]
    for number in range(90):
        write_frame(tmp_path / "still" / f"{number}.json", [still])
    result = run("squat", str(tmp_path / "still"))
    assert result.exit_code == 2
    assert f"{tmp_path / 'still'}: " in result.stderr
    assert "a person was seen in 90 of 90 frames, 3.0 s" in result.stderr
    assert not (data_folder / "references").exists()


def test_a_recording_without_a_person_is_refused(tmp_path: Path) -> None:
    for number in range(3):
        write_frame(tmp_path / "empty" / f"{number}.json", [])
    result = run("squat", str(tmp_path / "empty"))
    assert result.exit_code == 2
    assert "expected a person; found nobody in 3 frames" in result.stderr


@pytest.mark.parametrize("name", ["Squat", "biceps curl", "../squat", "squat-", "a" * 65, ""])
def test_an_invalid_name_of_an_exercise_is_refused(name: str, good_squats: Path) -> None:
    result = run(name, str(good_squats))
    assert result.exit_code == 2
    assert "lower-case letters, digits and hyphens" in result.stderr
    assert repr(name) in result.stderr


def test_a_file_that_is_not_a_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "squat.mp4").write_text("this is no video")
    result = run("squat", str(tmp_path / "squat.mp4"))
    assert result.exit_code == 2
    assert f"{tmp_path / 'squat.mp4'}: expected a video" in result.stderr


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    result = run("squat", str(tmp_path / "squat.mp4"))
    assert result.exit_code == 2
    assert "found no such file" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_cannot_be_written_is_named(
    data_folder: Path, good_squats: Path
) -> None:
    data_folder.mkdir(mode=0o500)
    result = run("squat", str(good_squats))
    assert result.exit_code == 1
    assert str(data_folder) in result.stderr


def test_a_reference_is_stored_atomically(tmp_path: Path) -> None:
    folder = ReferenceFolder(tmp_path)
    (tmp_path / "squat.reference").mkdir()
    with pytest.raises(OSError, match="squat"):
        folder.store(Exercise((Reference("squat", (performed("squat", 1),)),)))
    assert [path.name for path in tmp_path.iterdir()] == ["squat.reference"]


@pytest.mark.parametrize(
    ("file_name", "exercise"),
    [("Squat (good)", "squat-good"), ("bicep_good_1", "bicep-good-1"), ("深蹲", "exercise")],
)
def test_a_files_name_becomes_an_exercises(file_name: str, exercise: str) -> None:
    assert exercise_from(file_name) == exercise
