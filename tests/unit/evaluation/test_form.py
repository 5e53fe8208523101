import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from playwright.sync_api import Browser
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.simulation.filming.camera import Camera
from support.movements.labelled_reps import Arrays, pose_trainer_arrays, ui_prmd_arrays, written
from support.servers.browser import browser

GOOD, BAD, PEOPLE = 4, 3, 2
FRONT = Camera(yaw_deg=5, distance_m=3.4, aim_m=0.95)
FROM_LEFT = Camera(yaw_deg=88, distance_m=3.4, aim_m=0.95)
FROM_RIGHT_FAR = Camera(yaw_deg=-88, distance_m=5.0, aim_m=0.95)


def run(*words: object) -> Result:
    arguments = ["evaluate", "form", "--jobs", "1", *map(str, words)]
    return CliRunner().invoke(make_app(arguments), arguments)


def told(*words: object) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    said: dict[str, Any] = json.loads(result.stdout, parse_constant=pytest.fail)
    return said


def without_times(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key != "seconds_per_rep"}


@pytest.fixture(scope="module")
def motion_capture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Squats of two people, four good ones and three half ones each."""
    arrays = ui_prmd_arrays(range(1, PEOPLE + 1), GOOD, BAD)
    return written(tmp_path_factory.mktemp("data") / "capture.npz", arrays)


@pytest.fixture(scope="module")
def keypoints(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Squats in three set-ups, three good ones and two half ones each."""
    arrays = pose_trainer_arrays([FRONT, FROM_LEFT, FROM_RIGHT_FAR])
    return written(tmp_path_factory.mktemp("data") / "squat.npz", arrays)


@pytest.mark.parametrize("view", ["front", "side"])
def test_half_squats_score_worse_than_every_good_one(motion_capture: Path, view: str) -> None:
    said = told(motion_capture, "--view", view)
    assert said["auc"]["mean"] == said["auc"]["interval_95"][0] == 1.0
    assert said["auc"]["deviation_over_groups"] == 0.0
    assert said["settings"]["view"] == view
    assert said["unscorable"] == {"good": 0.0, "bad": 0.0, "reasons": {}}


def test_each_fold_of_own_reps_judges_all_other_reps(motion_capture: Path) -> None:
    counts = told(motion_capture, "--references", "own:2")["counts"]
    folds = PEOPLE * (GOOD // 2)
    assert counts == {
        "reps": PEOPLE * (GOOD + BAD),
        "good": PEOPLE * GOOD,
        "bad": PEOPLE * BAD,
        "exercises": 1,
        "groups": PEOPLE,
        "folds": folds,
        "references": folds,
        "reference_reps": 2 * folds,
        "judged": folds * (GOOD - 2 + BAD),
    }


def test_references_of_others_judge_every_rep_once(motion_capture: Path) -> None:
    said = told(motion_capture, "--references", "others:3")
    assert said["counts"]["judged"] == PEOPLE * (GOOD + BAD)
    assert said["counts"]["reference_reps"] == PEOPLE * (PEOPLE - 1) * 3
    outcomes = said["outcomes"]["bad"]
    assert sum(outcomes.values()) == PEOPLE * BAD
    assert said["faulty_reps_found"]["found"] == outcomes["faulty"] / (PEOPLE * BAD)


def test_the_same_seed_gives_the_same_figures_with_any_number_of_processes(
    motion_capture: Path,
) -> None:
    alone = told(motion_capture, "--seed", 3)
    assert without_times(alone) == without_times(told(motion_capture, "--seed", 3, "--jobs", 2))
    scores = [said["auc"]["pooled"] for said in (alone, told(motion_capture, "--seed", 4))]
    assert all(score > 0.9 for score in scores)


def test_the_cameras_place_matters_to_the_blogs_method_alone(motion_capture: Path) -> None:
    false_alarms = {
        (method, camera): told(motion_capture, "--method", method, "--camera", camera)[
            "false_alarms"
        ]["found"]
        for method in ("spotter", "blog")
        for camera in ("fixed", "moved")
    }
    assert false_alarms["blog", "moved"] > 0.5
    assert max(false_alarms["spotter", "fixed"], false_alarms["spotter", "moved"]) < 0.2


def test_an_unscorable_rep_is_counted_separately(tmp_path: Path) -> None:
    arrays = ui_prmd_arrays([1])
    last = int(arrays["length"][-1])
    short = 3
    arrays["kp3d_mm"] = arrays["kp3d_mm"][: len(arrays["kp3d_mm"]) - last + short]
    arrays["length"][-1] = short
    said = told(written(tmp_path / "short.npz", arrays))
    assert said["outcomes"]["bad"]["unscorable"] == GOOD
    assert said["unscorable"]["reasons"] == {"too few frames": {"good": 0, "bad": GOOD}}
    assert said["auc"]["left_out_unscorable"] == GOOD
    assert said["auc"]["mean"] == 1.0
    assert said["auc"]["unscorable_as_ties"] == pytest.approx((BAD - 1 + 0.5) / BAD)
    assert said["faulty_reps_found"]["found"] == 1.0
    assert said["auc"]["interval_95"] is None


def test_references_that_show_nobody_are_left_out_and_named(tmp_path: Path) -> None:
    arrays = ui_prmd_arrays([1])
    arrays["kp3d_mm"][: arrays["length"][0]] = 0
    said = told(written(tmp_path / "empty.npz", arrays))
    assert len(said["left_out"]) == 1
    assert said["left_out"][0].startswith("deep squat, person 1: ")
    assert said["counts"]["folds"] == GOOD
    assert said["counts"]["judged"] == (GOOD - 1) * (GOOD - 1 + BAD)
    assert said["outcomes"]["good"]["unscorable"] == GOOD - 1


def test_without_a_visible_person_nothing_is_measured(tmp_path: Path) -> None:
    arrays = ui_prmd_arrays([1])
    arrays["kp3d_mm"][:] = 0
    result = run(written(tmp_path / "empty.npz", arrays))
    assert result.exit_code == 2
    assert "no rep could be judged: deep squat, person 1" in result.stderr


def test_set_ups_are_inferred_from_the_picture_and_replace_people(keypoints: Path) -> None:
    said = told(keypoints)
    assert said["settings"]["groups"] == "set-up"
    assert [group["name"].partition(", torso")[0] for group in said["groups"]] == [
        "squat, from the front",
        "squat, facing left",
        "squat, facing right",
    ]
    assert said["auc"]["mean"] == 1.0
    others = told(keypoints, "--references", "others:2")
    assert others["counts"]["references"] == 3 * 2


def test_a_file_can_name_its_set_ups(tmp_path: Path) -> None:
    arrays = pose_trainer_arrays([FRONT])
    arrays["setup"] = np.array(["a", "b", "b", "a", "b"])
    said = told(written(tmp_path / "named.npz", arrays))
    assert [cell["group"] for cell in said["cells"]] == ["squat, set-up b"]
    assert said["left_out"] == ["squat, set-up a: expected 2 or more good reps; found 1"]


def test_several_files_are_measured_together(keypoints: Path, tmp_path: Path) -> None:
    arrays = pose_trainer_arrays([FRONT], "lunge")
    said = told(keypoints, written(tmp_path / "lunge.npz", arrays))
    assert [row["name"] for row in said["exercises"]] == ["squat", "lunge"]
    aucs = [row["auc"] for row in said["exercises"]]
    assert said["auc"]["mean_of_exercises"] == pytest.approx(np.mean(aucs))


def test_view_and_camera_are_reported_as_ignored_for_keypoints(keypoints: Path) -> None:
    result = run(keypoints, "--view", "side")
    assert result.exit_code == 0
    assert "are ignored" in result.stderr
    assert "are ignored" not in run(keypoints).stderr


def test_the_tables_show_the_figures_of_the_json(motion_capture: Path) -> None:
    said, printed = told(motion_capture), run(motion_capture).stdout
    assert f"{said['auc']['pooled']:.3f}" in printed
    assert f"{100 * said['faulty_reps_found']['found']:.1f} %" in printed
    for name in ("deep squat", "person 1", "person 2", "front, camera moved"):
        assert name in printed


def _without(key: str) -> Callable[[Arrays], Arrays]:
    return lambda arrays: {name: array for name, array in arrays.items() if name != key}


def _with(**changed: object) -> Callable[[Arrays], Arrays]:
    return lambda arrays: arrays | {key: np.asarray(value) for key, value in changed.items()}


def _with_nan(arrays: Arrays) -> Arrays:
    joints = arrays["kp3d_mm"].astype(np.float32)
    joints[100, 3, 1] = np.nan
    return arrays | {"kp3d_mm": joints}


def _with_an_empty_clip(arrays: Arrays) -> Arrays:
    first, second, *rest = arrays["length"]
    return arrays | {"length": np.array([0, first + second, *rest])}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_without("incorrect"), ["expected the arrays kp3d_mm", "kp, length, name, good", "found"]),
        (_without("length"), ["expected the arrays"]),
        (_with(kp3d_mm=np.zeros((5, 17, 3))), ["(frames, 18, 3)", "(5, 17, 3)"]),
        (_with(length=[3, 4]), ["add up to the", "7 in all"]),
        (_with_an_empty_clip, ["1 frame or more", "found 0 or more"]),
        (_with(length=[[1]]), ["a whole number per clip"]),
        (_with(subject=[1, 2]), ["subject", "each of the 7 clips", "(2,)"]),
        (_with(incorrect=[0, 0, 0, 0, 1, 1, 2]), ["incorrect to be 0 or 1; found 2"]),
        (_with(incorrect=[1] * 7), ["good reps to learn from; found 7 bad ones"]),
        (_with_nan, ["0 where a joint is missing", "in 1 frames, the first in clip 2"]),
        (_with(incorrect=[0] + [1] * 6), ["own:1 cannot be measured", "found 1"]),
    ],
)
def test_a_file_of_another_format_is_refused_with_what_was_expected_and_found(
    tmp_path: Path, spoil: Callable[[Arrays], Arrays], words: list[str]
) -> None:
    path = written(tmp_path / "spoiled.npz", spoil(ui_prmd_arrays([1])))
    result = run(path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "spoiled.npz" in result.stderr or "rep" in result.stderr
    for word in words:
        assert word in result.stderr


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 half an archive"])
def test_a_file_that_is_not_an_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "strange.npz"
    path.write_bytes(content)
    result = run(path)
    assert result.exit_code == 2
    assert "strange.npz: expected an .npz file" in result.stderr


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere.npz")
    assert result.exit_code == 2
    assert "No such file" in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--references", "own"], "own:N"),
        (["--references", "own:0"], "own:N"),
        (["--references", "own:9"], "expected 10 or more good reps; found 4"),
        (["--false-alarms", "50%"], "written as 5% or 0.05"),
        (["--false-alarms", "few"], "written as 5% or 0.05"),
    ],
)
def test_unmeasurable_data_are_reported(
    motion_capture: Path, words: list[str], message: str
) -> None:
    result = run(motion_capture, *words)
    assert result.exit_code == 2
    assert message in result.stderr


def test_references_of_others_need_others(tmp_path: Path) -> None:
    result = run(written(tmp_path / "one.npz", ui_prmd_arrays([1])), "--references", "others:1")
    assert result.exit_code == 2
    assert "person 1: nobody else has a good rep" in result.stderr


def test_files_of_both_formats_are_not_measured_together(
    motion_capture: Path, keypoints: Path
) -> None:
    result = run(motion_capture, keypoints)
    assert result.exit_code == 2
    assert "files of one format; found pose-trainer and ui-prmd" in result.stderr


@pytest.fixture(scope="module")
def page(motion_capture: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with enough mistakes of the blog's method to draw."""
    path = tmp_path_factory.mktemp("page") / "form.html"
    result = run(motion_capture, "--method", "blog", "--page", path)
    assert result.exit_code == 0
    assert f"Page: {path}" in result.stdout
    return path


def test_the_page_is_self_contained_and_draws_the_mistakes(page: Path) -> None:
    html = re.sub(r"<script.*?</script>", "", page.read_text(), flags=re.DOTALL)
    assert not re.search(r'<link|@import|(?:src|href)="', html)
    headings = re.findall(r"<h2>([^<]*)<", html)
    assert headings[:2] == ["ROC curves", "Scores of good and bad reps"]
    alarms = html.split("Good reps called faulty, the highest")[1].split("</section>")[0]
    assert "deep squat, person 1, good rep" in alarms
    assert re.search(r"Compared with good rep \d\.", alarms)
    assert alarms.count('<svg class="figure"') == 6 * PEOPLE


def test_a_rep_that_cannot_be_judged_is_drawn_with_the_reason(tmp_path: Path) -> None:
    arrays = ui_prmd_arrays([1], good=2, bad=1)
    hip, knee, ankle = 8, 9, 10
    arrays["kp3d_mm"][-arrays["length"][-1] :, [hip, knee, ankle]] = 0
    result = run(written(tmp_path / "hidden.npz", arrays), "--page", tmp_path / "hidden.html")
    assert result.exit_code == 0
    page = (tmp_path / "hidden.html").read_text()
    shown = page.split("Reps that could not be judged")[1].split("</section>")[0]
    assert shown.count("<h3>") == 1
    assert "Cannot be judged: out of frame or hidden" in shown
    assert shown.count('<svg class="figure"') == 6
    assert 'class="model"' not in shown


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_is_drawn_in_a_browser_and_fits_it(
    page: Path, chromium: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    opened = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(page.as_uri())
    opened.locator(".chart .scatterlayer path.js-line").first.wait_for()
    assert opened.evaluate("document.documentElement.scrollWidth") == width
    background = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    shade = sum(map(int, re.findall(r"\d+", background)[:3])) / 3
    assert (shade > 128) is (scheme == "light")
    assert not complaints
