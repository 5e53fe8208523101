import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.movement.scoring import SpotterScorer
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.body.skeleton import COCO_18
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.wording.verdict_words import praises
from spotter.recordings.analysis import analyse
from spotter.simulation.motion.faults import FaultKind
from support.movements.openpose_folder import write_frame, write_poses
from support.movements.performed import RATE_HZ, performed

SHALLOW_REPS = {2, 4}
LOADED_BY = """
import sys
from spotter.cli.app import make_app
try:
    make_app(sys.argv[1:])()
finally:
    print([name for name in ("numba", "tslearn") if name in sys.modules], file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders of OpenPose JSON: ``good`` squats, ``attempt`` with shallow ones."""
    root = tmp_path_factory.mktemp("squats")
    write_poses(root / "good", performed("squat", 3), rate_hz=RATE_HZ)
    shallow = {FaultKind.SHALLOW: frozenset(SHALLOW_REPS)}
    attempt = performed("squat", 5, shallow, seed=2)
    write_poses(root / "attempt", attempt, rate_hz=RATE_HZ, coco=True)
    return root


@pytest.fixture(scope="module")
def told(folders: Path) -> dict[str, Any]:
    """The ``--json`` output for the attempt."""
    result = run(folders / "attempt", "--reference", folders / "good", "--json")
    assert result.exit_code == 0, result.output
    said: dict[str, Any] = json.loads(result.stdout)
    return said


def run(*words: object) -> Result:
    arguments = ["analyze", *map(str, words)]
    return CliRunner().invoke(make_app(arguments), arguments)


def numbers_in(value: object) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(inner)


def test_every_rep_has_its_times_and_verdict_and_only_the_shallow_ones_are_faulty(
    told: dict[str, Any],
) -> None:
    verdicts = [rep["verdict"] for rep in told["reps"]]
    assert verdicts == ["good", "faulty", "good", "faulty", "good"]
    for rep in told["reps"]:
        assert 1.5 < rep["end_s"] - rep["start_s"] < 4
        assert (rep["score"] > rep["threshold"]) == (rep["verdict"] == "faulty")
    starts_s = [rep["start_s"] for rep in told["reps"]]
    assert starts_s == sorted(starts_s)


def test_a_fault_names_joint_phase_direction_and_size_and_a_hint_says_it(
    told: dict[str, Any],
) -> None:
    shallow = told["reps"][1]
    assert {"joint", "phase", "direction", "size_tl"} <= shallow["faults"][0].keys()
    assert "higher" in {fault["direction"] for fault in shallow["faults"]}
    assert all(0 <= fault["phase"] <= 1 and fault["size_tl"] > 0 for fault in shallow["faults"])
    assert "sit deeper" in " ".join(shallow["hints"]).lower()
    good = told["reps"][0]
    assert (good["faults"], good["hints"], good["reason"]) == ([], [], None)


def test_json_has_the_measures(told: dict[str, Any]) -> None:
    good, shallow = (rep["measures"] for rep in told["reps"][:2])
    for measures in (good, shallow):
        assert measures["tempo"].keys() == {"out_s", "turn_s", "back_s", "rest_s"}
        assert measures["pace_ratio"] == pytest.approx(1, abs=0.25)
        assert measures["range"]["joint"] == "mid hip"
    assert good["range"]["ratio"] == pytest.approx(1, abs=0.1)
    assert shallow["range"]["ratio"] < 0.8
    angle = told["reps"][1]["angle"]
    assert abs(angle["deviation_deg"]) >= 10
    assert angle["words"].startswith(angle["angle"].capitalize())


def test_a_corrected_fault_is_mentioned_once() -> None:
    exercise = Exercise((make_reference("squat", performed("squat", 3)),))
    shallow = {FaultKind.SHALLOW: frozenset({2})}
    reps = list(analyse(exercise, performed("squat", 6, shallow, seed=2), SpotterScorer(exercise)))
    assert [rep.verdict.fixed for rep in reps if rep.verdict.fixed] == [reps[1].verdict.faults]
    assert [praises(rep.verdict) for rep in reps if rep.verdict.fixed] == [("Deep enough now.",)]


def test_the_blogs_table_stands_beside_each_verdict(told: dict[str, Any]) -> None:
    for rep in told["reps"]:
        table = rep["blog"]["distances_px"]
        assert list(table) == [joint.label for joint in COCO_18]
        assert rep["blog"]["median_px"] == pytest.approx(np.median(list(table.values())))
        assert rep["blog"]["threshold"] == 30
        good = rep["blog"]["median_px"] < 30
        assert rep["blog"]["verdict"] == ("good" if good else "faulty")


def test_json_describes_both_recordings(told: dict[str, Any]) -> None:
    assert (told["exercise"], told["method"]) == ("good", "spotter")
    assert told["recognition"] is None
    assert told["summary"] == "5 reps: 3 good, 2 faulty"
    assert len(told["reference"]["reps"]) == 3
    assert told["attempt"]["frames"] == told["attempt"]["frames_with_person"]


def test_the_blogs_method_judges_by_the_median_in_pixels(folders: Path) -> None:
    result = run(folders / "attempt", "-r", folders / "good", "--method", "blog", "--json")
    for rep in json.loads(result.stdout)["reps"]:
        assert (rep["score"], rep["threshold"]) == (pytest.approx(rep["blog"]["median_px"]), 30)
        assert rep["verdict"] == rep["blog"]["verdict"]


def test_without_the_blogs_method_tslearn_is_not_loaded(folders: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LOADED_BY, "analyze", folders / "attempt", "-r", folders / "good"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stderr.splitlines()[-1] == "['numba']"


def test_the_output_has_a_line_for_each_rep_and_the_path_of_the_report(
    folders: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    result = run(folders / "attempt", "-r", folders / "good", "-o", report)
    lines = result.stdout.splitlines()
    assert lines[0] == "Rep 1: good"
    assert lines[1].startswith("Rep 2: sit deeper: ")
    assert lines[5:] == [
        "5 reps: 3 good, 2 faulty",
        "Judged by the person's own recording. As somebody else: 3 good, 2 faulty.",
        f"Report: {report}",
    ]
    assert "Rep 5" in report.read_text(encoding="utf-8")


def test_the_report_is_written_next_to_the_attempt_by_default(
    folders: Path, tmp_path: Path
) -> None:
    write_poses(tmp_path / "monday", performed("squat", 1), rate_hz=RATE_HZ)
    result = run(tmp_path / "monday", "-r", folders / "good")
    assert f"Report: {tmp_path / 'monday.report.html'}" in result.stdout
    assert (tmp_path / "monday.report.html").stat().st_size > 1e6


def test_with_json_a_report_is_written_only_if_named(folders: Path, tmp_path: Path) -> None:
    write_poses(tmp_path / "monday", performed("squat", 1), rate_hz=RATE_HZ)
    words = (tmp_path / "monday", "-r", folders / "good", "--json")
    assert run(*words).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["monday"]
    result = run(*words, "-o", tmp_path / "here.html")
    assert len(json.loads(result.stdout)["reps"]) == 1
    assert (tmp_path / "here.html").exists()


def test_a_recorded_exercise_and_its_file_serve_as_reference(
    folders: Path, data_folder: Path
) -> None:
    arguments = ["record", "squat", str(folders / "good")]
    assert CliRunner().invoke(make_app(arguments), arguments).exit_code == 0
    for reference in ("squat", data_folder / "references" / "squat.reference"):
        said = json.loads(run(folders / "attempt", "-r", reference, "--json").stdout)
        assert (said["exercise"], len(said["reps"])) == ("squat", 5)
    renamed = run(folders / "attempt", "-r", "squat", "--exercise", "goblet-squat", "--json")
    assert json.loads(renamed.stdout)["exercise"] == "goblet-squat"


def test_a_rep_that_cannot_be_judged_has_a_reason_and_no_score(tmp_path: Path) -> None:
    poses = performed("squat", 1, yaw_deg=90)
    write_poses(tmp_path / "side", poses, rate_hz=RATE_HZ)
    write_poses(tmp_path / "front", performed("squat", 1, yaw_deg=0), rate_hz=RATE_HZ)
    result = run(tmp_path / "front", "-r", tmp_path / "side", "--json", "-o", tmp_path / "r.html")
    assert result.exit_code == 0, result.output
    for rep in json.loads(result.stdout)["reps"]:
        assert (rep["verdict"], rep["score"], rep["threshold"]) == ("unscorable", None, None)
        assert "wrong view" in rep["reason"]


def test_joints_never_seen_give_no_nan(folders: Path, tmp_path: Path) -> None:
    poses = performed("squat", 2)
    poses.keypoints[:, [0, 4, 7, 15, 16, 17, 18]] = (np.nan, np.nan, 0)
    write_poses(tmp_path / "headless", poses, rate_hz=RATE_HZ)
    words = (tmp_path / "headless", "-r", folders / "good", "--json", "-o", tmp_path / "r.html")
    result = run(*words)
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert said["reps"][0]["blog"]["distances_px"]["nose"] is None
    assert all(np.isfinite(number) for number in numbers_in(said))
    assert "NaN" not in (tmp_path / "r.html").read_text(encoding="utf-8").split("</script>")[1]


def test_an_attempt_without_reps_is_analysed_and_says_so(folders: Path, tmp_path: Path) -> None:
    still = performed("squat", 1).keypoints[0]
    for number in range(60):
        write_frame(tmp_path / "still" / f"{number}.json", [still])
    words = (tmp_path / "still", "-r", folders / "good")
    assert json.loads(run(*words, "--json").stdout)["reps"] == []
    result = run(*words)
    assert result.exit_code == 0
    assert "No rep of this exercise was found." in result.stdout
    assert "No rep" in (tmp_path / "still.report.html").read_text(encoding="utf-8")


def test_an_attempt_without_a_person_is_analysed_and_says_so(folders: Path, tmp_path: Path) -> None:
    for number in range(7):
        write_frame(tmp_path / "empty" / f"{number}.json", [])
    words = (tmp_path / "empty", "-r", folders / "good")
    assert json.loads(run(*words, "--json").stdout)["reps"] == []
    result = run(*words)
    assert result.exit_code == 0
    assert "Nobody was seen in any of the 7 frames." in result.stdout


def record(exercise: str, folder: Path) -> None:
    arguments = ["record", exercise, str(folder)]
    assert CliRunner().invoke(make_app(arguments), arguments).exit_code == 0


def test_without_a_reference_the_recorded_exercise_is_recognised(
    folders: Path, tmp_path: Path
) -> None:
    write_poses(tmp_path / "jacks", performed("jumping-jack", 3), rate_hz=RATE_HZ)
    record("jumping-jack", tmp_path / "jacks")
    record("squat", folders / "good")
    said = json.loads(run(folders / "attempt", "--json").stdout)
    assert said["exercise"] == "squat"
    assert said["summary"] == "5 reps: 3 good, 2 faulty"
    assert said["recognition"]["confidence"] == said["recognition"]["shares"]["squat"] > 0.8
    lines = run(folders / "attempt", "-o", tmp_path / "r.html").stdout.splitlines()
    assert lines[0] == "Recognised: squat (over 99% sure)"
    assert lines[1] == "Rep 1: good"
    renamed = run(folders / "attempt", "--exercise", "goblet-squat", "--json")
    assert json.loads(renamed.stdout)["exercise"] == "goblet-squat"


def test_an_attempt_at_none_of_the_recorded_exercises_names_them(
    folders: Path, tmp_path: Path
) -> None:
    write_poses(tmp_path / "jacks", performed("jumping-jack", 3), rate_hz=RATE_HZ)
    record("jumping-jack", tmp_path / "jacks")
    result = run(folders / "attempt")
    assert result.exit_code == 2
    assert "expected one of the recorded exercises, jumping-jack; found none of" in result.stderr
    assert result.stdout == ""


def test_without_any_reference_both_ways_to_get_one_are_named(
    folders: Path,
) -> None:
    result = run(folders / "attempt")
    assert result.exit_code == 2
    assert "--reference good.mp4" in result.stderr
    assert "spotter record" in result.stderr


def test_an_unknown_reference_names_the_recorded_exercises(folders: Path) -> None:
    arguments = ["record", "squat", str(folders / "good")]
    CliRunner().invoke(make_app(arguments), arguments)
    result = run(folders / "attempt", "-r", "sqat")
    assert result.exit_code == 2
    assert "sqat: expected a video" in result.stderr
    assert result.stderr.strip().endswith(": squat")
    assert result.stdout == ""


@pytest.mark.parametrize("content", [b"", b"\x00\x01 no reference"])
def test_a_damaged_reference_is_named(folders: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.reference").write_bytes(content)
    result = run(folders / "attempt", "-r", tmp_path / "bad.reference")
    assert result.exit_code == 2
    assert f"{tmp_path / 'bad.reference'}: expected a reference" in result.stderr


def test_a_reference_of_an_earlier_version_must_be_recorded_again(folders: Path) -> None:
    earlier = Path(__file__).parents[2] / "data/earlier_version.reference"
    result = run(folders / "attempt", "-r", earlier)
    assert result.exit_code == 2
    assert "earlier_version.reference: expected a reference" in result.stderr
    assert "recorded by an earlier version: record it again" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.mp4"], "nowhere.mp4: expected a video; found no such file"),
        (["{attempt}", "--exercise", "My Squat"], "lower-case letters"),
        (["{attempt}", "--method", "guess"], "guess"),
        (["{attempt}", "--fps", "0"], "--fps"),
        (
            ["{attempt}", "-o", "/dev/null/report.html"],
            "/dev/null/report.html: cannot write the report",
        ),
    ],
)
def test_bad_input_is_named_on_standard_error(folders: Path, words: list[str], said: str) -> None:
    named = [word.format(attempt=folders / "attempt") for word in words]
    result = run(*named, "-r", folders / "good")
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
