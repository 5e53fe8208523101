"""``spotter calibrate``, and ``record --add``, on recordings of simulated athletes."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.exercise_store.references import ReferenceFolder, read_exercise
from spotter.movement.assessment.calibration.calibration import learn
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.taught.exercise import Exercise
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed
from support.movements.openpose_folder import write_frame, write_poses

RATE_HZ = 30.0
KNEES_OUT = "Knees out: knee inward 20-80%"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("SPOTTER_REDIS_URL", raising=False)
    return tmp_path / "data"


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Squats: two good recordings, one from the side, and two with faults."""
    folder = tmp_path_factory.mktemp("recordings")
    knees_in = {FaultKind.KNEES_IN: frozenset({1, 2})}
    shallow = {FaultKind.SHALLOW: frozenset({2})}
    for name, who, seed, reps, faults, view in (
        ("anna", 0, 1, 4, {}, View.FRONT),
        ("anna-side", 0, 2, 3, {}, View.SIDE),
        ("ben", 1, 3, 3, {}, View.FRONT),
        ("knees-in", 0, 4, 2, knees_in, View.FRONT),
        ("mixed", 0, 5, 3, shallow, View.FRONT),
    ):
        plan = Plan("squat", reps=reps, faults=faults, body=athlete(who).body, rate_hz=RATE_HZ)
        write_poses(folder / name, filmed(plan, view, seed)[1], rate_hz=RATE_HZ)
    return folder


@pytest.fixture(scope="module")
def annas_squat(recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exercise's file, as recorded by Anna, alone in its data folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPOTTER_DATA_DIR", str(tmp_path_factory.mktemp("anna")))
        return recorded("squat", str(recordings / "anna"), "--person", "anna")


@pytest.fixture
def squat(annas_squat: Path, data_folder: Path) -> Path:
    """The file of the exercise, as recorded by Anna."""
    folder = annas_squat.parents[1]
    shutil.copytree(folder, data_folder)
    return data_folder / annas_squat.relative_to(folder)


def run(command: str, *words: str) -> Result:
    arguments = [command, *words]
    return CliRunner().invoke(make_app(arguments), arguments)


def recorded(*words: str) -> Path:
    result = run("record", *words, "--json")
    assert result.exit_code == 0, result.output
    return Path(json.loads(result.stdout)["path"])


def calibrated(*words: str) -> dict[str, Any]:
    result = run("calibrate", "squat", *words, "--json")
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def sizes(exercise: Exercise) -> list[tuple[str, int]]:
    return [(one.person, len(one.reps)) for one in exercise.references]


def test_a_second_recording_is_added_with_its_person(squat: Path, recordings: Path) -> None:
    recorded("squat", str(recordings / "ben"), "--person", " ben ", "--add")
    assert sizes(read_exercise(squat)) == [("anna", 4), ("ben", 3)]
    result = run("record", "squat", str(recordings / "anna-side"), "--person", "anna", "--add")
    assert "squat now has 10 reps in 3 recordings" in result.stdout
    views = [(one["person"], one["view"]) for one in calibrated()["known"]["references"]]
    assert views == [("anna", "front"), ("ben", "front"), ("anna", "side")]


def test_the_first_recording_may_be_added_to_nothing(recordings: Path) -> None:
    assert sizes(read_exercise(recorded("squat", str(recordings / "ben"), "--add"))) == [("", 3)]


def test_the_same_recording_is_not_added_twice(squat: Path, recordings: Path) -> None:
    before = squat.read_bytes()
    result = run("record", "squat", str(recordings / "anna"), "--add")
    assert result.exit_code == 2
    assert "must have only new reps; found 4 of 4 already known" in result.stderr
    assert squat.read_bytes() == before


def test_a_recording_replaces_only_another_recording(squat: Path, recordings: Path) -> None:
    calibrated("--cue", KNEES_OUT, "--wrong", str(recordings / "knees-in"), "--apply")
    before = squat.read_bytes()
    refused = run("record", "squat", str(recordings / "ben"))
    assert refused.exit_code == 2
    assert "squat has 2 faulty examples, 1 cue, which a new recording would" in refused.stderr
    assert squat.read_bytes() == before
    recorded("squat", str(recordings / "ben"), "--anew")
    assert (read_exercise(squat).rep_count, read_exercise(squat).cues) == (3, ())


@pytest.mark.parametrize("name", ["x" * 101, "anna\nben", "\x1b[2J"])
def test_an_invalid_name_of_a_person_is_refused(name: str, recordings: Path) -> None:
    result = run("record", "squat", str(recordings / "ben"), "--person", name)
    assert result.exit_code == 2
    assert "expected a person's name as one line of at most 100 characters" in result.stderr


def test_the_state_shows_what_is_known_and_what_is_missing(squat: Path) -> None:
    told = calibrated()
    expected = learn(read_exercise(squat)).calibration
    assert told["known"] == {
        "good_reps": 4,
        "references": [{"person": "anna", "view": "front", "reps": 4}],
        "equipment": None,
        "called_fine": 0,
        "faulty_reps": 0,
        "cues": [],
    }
    assert told["calibration"] == {
        "judged": "anybody",
        "false_alarm_ratio": 0.05,
        "guaranteed": False,
        "missing_reps": 0,
        "missing_people": 21,
        "threshold": expected.threshold,
        "good_judged": 4,
        "false_alarms": expected.false_alarms,
        "faulty_judged": 0,
        "misses": 0,
    }
    own = learn(read_exercise(squat), "anna").calibration
    found = told["own_calibration"]
    assert (found["missing_reps"], found["missing_people"]) == (18, 0)
    assert found["threshold"] == own.threshold < expected.threshold
    assert (told["change"], told["applied"]) == (None, False)
    said = run("calibrate", "squat").stdout
    assert "anna, front: 4 reps" in said
    assert "at most 5% of anybody's, estimated; 21 more people would guarantee it" in said
    assert "at most 5% of anna's, estimated; 18 more reps would guarantee it" in said


@pytest.mark.usefixtures("squat")
def test_with_several_people_a_guarantee_lacks_people_rather_than_reps(recordings: Path) -> None:
    recorded("squat", str(recordings / "ben"), "--person", "ben", "--add")
    told = calibrated()
    found = told["calibration"]
    assert (found["missing_reps"], found["missing_people"]) == (0, 20)
    assert told["own_calibration"] is None
    assert "20 more people would guarantee it" in run("calibrate", "squat").stdout


@pytest.mark.usefixtures("squat")
def test_few_reps_guarantee_a_modest_rate_to_the_person_who_did_them(recordings: Path) -> None:
    recorded("squat", str(recordings / "mixed"), "--person", "anna", "--add")
    change = calibrated("--false-alarms", "40%")["change"]
    assert change["own_calibration"]["guaranteed"]
    assert not change["calibration"]["guaranteed"]


def test_a_change_is_only_shown_until_it_is_applied(squat: Path) -> None:
    before = squat.read_bytes()
    told = calibrated("--false-alarms", "10%")
    assert told["change"]["what"] == ["false alarms: at most 10%, instead of 5%"]
    assert told["change"]["calibration"]["threshold"] < told["calibration"]["threshold"]
    assert not told["applied"]
    assert squat.read_bytes() == before
    assert "Nothing is changed yet" in run("calibrate", "squat", "--false-alarms", "10%").stdout

    applied = calibrated("--false-alarms", "10%", "--apply")
    assert applied["change"] == told["change"]
    assert (applied["applied"], applied["published"]) == (True, False)
    assert Path(applied["previous"]).read_bytes() == before
    assert calibrated()["digest"] == told["change"]["digest"]
    assert read_exercise(squat).false_alarm_ratio == 0.1


def test_reps_of_a_recording_can_be_marked_as_fine(squat: Path, recordings: Path) -> None:
    told = calibrated("--fine", str(recordings / "mixed:1,3"), "--person", "anna", "--apply")
    assert told["change"]["what"] == ["fine: reps 1, 3 of mixed, by anna"]
    assert told["change"]["calibration"] == told["calibration"]
    assert sizes(read_exercise(squat)) == [("anna", 4), ("anna", 1), ("anna", 1)]
    assert (told["change"]["known"]["good_reps"], told["change"]["known"]["called_fine"]) == (4, 2)


def test_reps_of_a_recording_can_be_marked_as_wrong(squat: Path, recordings: Path) -> None:
    told = calibrated("--wrong", str(recordings / "mixed:2"), "--apply")
    assert told["change"]["what"] == ["wrong: rep 2 of mixed"]
    after = told["change"]["calibration"]
    assert (after["faulty_judged"], after["misses"]) == (1, 0)
    assert told["calibration"]["threshold"] < after["threshold"]
    assert len(read_exercise(squat).faulty_reps) == 1
    assert "0 of 1 known faulty reps missed" in run("calibrate", "squat").stdout


def test_repeating_a_mark_changes_nothing(squat: Path, recordings: Path) -> None:
    before = squat.read_bytes()
    told = calibrated("--fine", str(recordings / "anna"), "--false-alarms", "5%", "--apply")
    assert (told["change"], told["applied"]) == (None, False)
    assert squat.read_bytes() == before


def test_a_cue_is_used_from_then_on_and_can_be_removed(squat: Path, recordings: Path) -> None:
    knees_in = str(recordings / "knees-in")
    told = calibrated("--cue", KNEES_OUT, "--over", knees_in, "--apply")
    assert told["change"]["what"] == ['cue "Knees out" for knee inward 20-80%']
    assert told["change"]["calibration"] == told["calibration"]
    said = [(rep["before"], rep["after"]) for rep in told["over"]["changed"]]
    assert said == [("faulty (Push your knees out)", "faulty (Knees out)")] * 2
    result = run("analyze", "--reference", "squat", knees_in, "--json")
    hints = [rep["hints"][0] for rep in json.loads(result.stdout)["reps"]]
    assert all(hint.startswith("Knees out: your knees are about ") for hint in hints)

    calibrated("--remove-cue", "knees OUT", "--apply")
    assert read_exercise(squat).cues == ()


def test_a_cue_for_the_same_fault_replaces_the_earlier_one(squat: Path) -> None:
    calibrated("--cue", KNEES_OUT, "--cue", "Push: left knees INWARD 20% to 80%", "--apply")
    assert [cue.words for cue in read_exercise(squat).cues] == ["Push"]


def test_what_carries_the_exercise_can_be_corrected(squat: Path) -> None:
    told = calibrated("--carried-by", "hips,wrists", "--apply")
    assert told["change"]["what"] == ["carried by: hips, wrists"]
    joints = (Joint.RIGHT_WRIST, Joint.LEFT_WRIST, Joint.MID_HIP)
    assert [one.carried_by for one in read_exercise(squat).references] == [joints]


@pytest.mark.usefixtures("squat")
def test_a_change_can_be_tried_on_a_recording_first(recordings: Path) -> None:
    told = calibrated("--over", str(recordings / "mixed"), "--false-alarms", "1%")
    assert (told["over"]["source"], told["over"]["reps"]) == ("mixed", 3)
    shallow = run("calibrate", "squat", "--over", str(recordings / "mixed"))
    assert "mixed: 0 of 3 reps change" in shallow.stdout


def test_a_recording_without_reps_of_the_exercise_is_named(squat: Path, tmp_path: Path) -> None:
    still = read_exercise(squat).references[0].reps[0].keypoints[0]
    for number in range(60):
        write_frame(tmp_path / "still" / f"{number}.json", [still])
    result = run("calibrate", "squat", "--fine", str(tmp_path / "still"))
    assert result.exit_code == 2
    assert f"{tmp_path / 'still'}: expected reps of squat; found none" in result.stderr


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--cue", "Knees out"], 'expected a cue such as "Knees out: knee inward 30-70%"'),
        (["--cue", "out: tail inward"], "expected a cue's joint, one of ankle, elbow,"),
        (["--cue", "out: knee sideways"], "expected a cue's direction, one of higher, lower,"),
        (["--cue", "out: knee inward 70-30%"], "a cue's phases must be 0 to 1"),
        (["--cue", "out: knee inward 30-170%"], "a cue's phases must be 0 to 1"),
        (["--cue", "\x1b[1mout: knee inward"], "a cue is one line of 1 to 200 characters"),
        (["--cue", ": knee inward"], "a cue is one line of 1 to 200 characters; found ''"),
        (["--remove-cue", "knees out"], "there is no cue 'knees out' to remove; known cues: none"),
        (["--false-alarms", "nan"], "expected a false-alarm rate below 50%"),
        (["--false-alarms", "50%"], "expected a false-alarm rate below 50%"),
        (["--false-alarms", "1e-320"], "a false-alarm ratio is at least 1e-06"),
        (["--fine", "no.mp4"], "no.mp4: expected a video or a folder of OpenPose JSON"),
        (["--fine", "rack-1_2_1700"], "expected a running gym (`spotter up`, or"),
        (["--person", "anna"], "expected --fine with --person"),
        (["--revert", "abc"], "expected 4 or more first digits of one version's digest"),
        (["--revert", "abcd", "--cue", KNEES_OUT], "expected --revert without other changes"),
        (["--history", "--apply"], "expected --history alone, since it only lists"),
        (["--over", "no.mp4"], "found no such file"),
    ],
)
def test_invalid_options_are_refused_and_change_nothing(
    squat: Path, words: list[str], complaint: str
) -> None:
    before = squat.read_bytes()
    apply = [] if "--history" in words else ["--apply"]
    result = run("calibrate", "squat", *words, *apply)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert squat.read_bytes() == before


@pytest.mark.usefixtures("squat")
def test_a_missing_rep_of_a_recording_is_named(recordings: Path) -> None:
    result = run("calibrate", "squat", "--fine", str(recordings / "mixed:1,4"))
    assert result.exit_code == 2
    assert "mixed: expected rep 4; found reps 1 to 3" in result.stderr


@pytest.mark.usefixtures("squat")
def test_an_unrecorded_exercise_is_named(data_folder: Path) -> None:
    assert ReferenceFolder.of(data_folder).exercises() == ["squat"]
    result = run("calibrate", "lunge")
    assert result.exit_code == 2
    assert "there is no recorded exercise 'lunge'" in result.stderr
    assert "known: squat. Record one" in result.stderr


def test_a_damaged_file_is_named(squat: Path) -> None:
    squat.write_bytes(b"no exercise")
    result = run("calibrate", "squat")
    assert result.exit_code == 2
    assert f"{squat}: expected a reference" in result.stderr


@pytest.mark.usefixtures("squat")
def test_the_same_command_gives_the_same_output(recordings: Path) -> None:
    words = ("--fine", str(recordings / "mixed:1"), "--wrong", str(recordings / "mixed:2"))
    assert calibrated(*words) == calibrated(*words)
