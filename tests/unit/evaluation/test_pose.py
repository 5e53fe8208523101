import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.estimators.estimator import Estimation, Estimator, Person, Picture
from spotter.evaluation.pose.pose import JUDGED, Observation, PoseFigures, measure_poses, observe
from spotter.evaluation.pose.scenes import Moment, Scene, moments_of
from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import MIRROR, Joint
from support.networks.onnx_networks import SmallNetwork
from support.networks.pose_models import pulled_models

SQUAT = Scene("squat", 35.0)
FRAMES = 4


def run(*words: object) -> Result:
    arguments = ["evaluate", "pose", *map(str, words)]
    return CliRunner().invoke(make_app(arguments), arguments)


@cache
def squats() -> list[Moment]:
    return moments_of(SQUAT, FRAMES, seed=0)


class Seer(Estimator):
    """An estimator that returns the given people, picture by picture."""

    finds_everybody = True
    is_jittery = False
    name = "seer"
    device = "CPU"

    def __init__(self, *people: Keypoints) -> None:
        self.people = people

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        return lambda: [tuple(map(Person, self.people)) for _ in pictures]

    def forget(self, source_id: str) -> None:
        """Do nothing: it has no memory."""


def seen(moment: Moment, *people: Keypoints) -> Observation:
    return observe(Seer(*people), SQUAT, moment)


def moved(moment: Moment, right_tl: float) -> Keypoints:
    """The truth, moved to the right."""
    keypoints = moment.truth.copy()
    keypoints[:, 0] += right_tl * moment.torso_px
    return keypoints


def test_moments_are_spread_over_the_rep_and_the_athletes() -> None:
    moments = squats()
    times_us = [moment.captured_us for moment in moments]
    assert len(set(times_us)) == FRAMES
    hips = [float(moment.truth[Joint.MID_HIP, 1]) for moment in moments]
    assert max(hips) - min(hips) > 20  # between rest and depth
    assert len({moment.bgr.tobytes() for moment in moments}) == FRAMES
    for moment in moments:
        assert 0 < moment.captured_us - moment.before_us < 100_000
        assert not np.array_equal(moment.before, moment.bgr)


def test_the_same_seed_gives_the_same_pictures() -> None:
    again = moments_of(SQUAT, FRAMES, seed=0)
    for moment, other in zip(squats(), again, strict=True):
        np.testing.assert_array_equal(moment.bgr, other.bgr)
        np.testing.assert_array_equal(moment.truth, other.truth)


def test_the_torso_is_measured_square_to_the_camera() -> None:
    upright = squats()[0]
    seen_px = np.linalg.norm(upright.truth[Joint.NECK, :2] - upright.truth[Joint.MID_HIP, :2])
    assert upright.torso_px == pytest.approx(seen_px, rel=0.1)
    for moment in moments_of(Scene("push-up", 0.0), 2, seed=0):  # it points at the camera
        foreshortened_px = np.linalg.norm(
            moment.truth[Joint.NECK, :2] - moment.truth[Joint.MID_HIP, :2]
        )
        assert foreshortened_px < 0.5 * moment.torso_px


@pytest.mark.parametrize(("right_tl", "pck"), [(0.0, 1.0), (0.19, 1.0), (0.21, 0.0), (-0.3, 0.0)])
def test_a_joint_is_found_within_a_fifth_of_a_torso_of_its_truth(
    right_tl: float, pck: float
) -> None:
    observations = [seen(moment, moved(moment, right_tl)) for moment in squats()]
    figures = PoseFigures.of(observations)
    assert figures.pck_ratio == pck
    assert figures.placed_ratio == 1.0
    assert figures.median_error_tl == pytest.approx(abs(right_tl), abs=1e-4)


def test_a_missing_joint_is_a_miss_and_one_outside_the_picture_does_not_count() -> None:
    moment = squats()[0]
    assert np.isfinite(moment.truth[list(JUDGED), 0]).all()
    keypoints = moment.truth.copy()
    keypoints[[Joint.LEFT_WRIST, Joint.RIGHT_WRIST]] = (np.nan, np.nan, 0)
    assert (seen(moment, keypoints).hits, seen(moment, keypoints).joints) == (12, 14)
    truth = moment.truth.copy()
    truth[Joint.LEFT_WRIST] = (np.nan, np.nan, 0)
    cut = Moment(
        moment.before, moment.bgr, moment.before_us, moment.captured_us, truth, moment.torso_px
    )
    assert (seen(cut, keypoints).hits, seen(cut, keypoints).joints) == (12, 13)


def test_eyes_ears_and_feet_are_not_judged() -> None:
    moment = squats()[0]
    keypoints = np.full_like(moment.truth, np.nan)
    keypoints[list(JUDGED)] = moment.truth[list(JUDGED)]
    assert seen(moment, keypoints).hits == 14


def test_swapped_left_and_right_are_misses() -> None:
    moment = squats()[0]
    assert seen(moment, moment.truth[MIRROR]).hits < 8


def test_a_frame_without_a_person_misses_every_joint() -> None:
    observations = [seen(moment) for moment in squats()]
    figures = PoseFigures.of(observations)
    assert (figures.pck_ratio, figures.placed_ratio, figures.nobody_ratio) == (0.0, 0.0, 1.0)
    assert np.isnan(figures.median_error_tl)


def test_of_several_people_the_best_match_is_judged() -> None:
    moment = squats()[0]
    observation = seen(moment, moved(moment, 1.0), moved(moment, 0.05), moved(moment, -2.0))
    assert (observation.hits, observation.people) == (14, 3)
    assert PoseFigures.of([observation, seen(moment)]).several_ratio == 0.5


def test_one_joint_s_figures_are_its_own() -> None:
    moment = squats()[0]
    keypoints = moment.truth.copy()
    keypoints[Joint.NOSE, 0] += moment.torso_px
    observation = seen(moment, keypoints)
    assert PoseFigures.of([observation], Joint.NOSE).pck_ratio == 0.0
    assert PoseFigures.of([observation], Joint.NECK).pck_ratio == 1.0


def test_a_report_has_every_exercise_and_view() -> None:
    scenes = [Scene("squat", 0.0), Scene("squat", 90.0), Scene("push-up", 90.0)]
    report = measure_poses([Seer()], scenes, frames=1, seed=0)
    assert [name for name, _ in report.exercises] == ["squat", "push-up"]
    assert [name for name, _ in report.views] == ["0 deg", "90 deg"]
    assert [name for name, _ in report.scenes] == [
        "squat, 0 deg",
        "squat, 90 deg",
        "push-up, 90 deg",
    ]
    assert dict(report.views)["90 deg"]["seer"].frames == 2


@cache
def told() -> dict[str, Any]:
    pulled_models()
    result = run(
        "--exercise", "squat", "--exercise", "push-up", "--yaw", 90, "--frames", 2, "--json"
    )
    assert result.exit_code == 0, result.output
    said: dict[str, Any] = json.loads(result.stdout, parse_constant=pytest.fail)
    return said


def test_blazepose_sees_the_joints_of_rendered_athletes() -> None:
    said = told()
    (estimator,) = said["estimators"]
    assert estimator["name"] == "blazepose-full"
    assert estimator["frames"] == 4
    assert estimator["pck"] > 0.9
    assert estimator["nobody"] == 0
    assert estimator["median_distance_in_torso_lengths"] < 0.1


def test_the_figures_are_those_of_the_frames() -> None:
    said = told()
    frames = said["frames"]
    assert [(frame["exercise"], frame["yaw_deg"]) for frame in frames] == [
        ("squat", 90),
        ("squat", 90),
        ("push-up", 90),
        ("push-up", 90),
    ]
    found = sum(frame["joints_found"] for frame in frames)
    in_picture = sum(frame["joints_in_picture"] for frame in frames)
    assert said["estimators"][0]["pck"] == pytest.approx(found / in_picture)
    assert {row["name"] for row in said["joints"]} == {joint.label for joint in JUDGED}


def test_the_table_and_the_page_compare_estimators(tmp_path: Path) -> None:
    pulled_models()
    network = SmallNetwork().write(tmp_path)
    page = tmp_path / "pose.html"
    words = ["--pose", "blazepose-full", "--pose", f"openpose-onnx:{network}"]
    result = run(*words, "--exercise", "squat", "--yaw", 0, "--frames", 1, "--page", page)
    assert result.exit_code == 0, result.output
    for shown in (result.stdout, page.read_text()):
        assert "openpose-onnx:network.onnx" in shown
        assert "squat, 0 deg" in shown
    assert "its worst frames" in page.read_text()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--exercise", "juggling"], 2, "expected one of the exercises squat, lunge"),
        (["--yaw", "nan"], 2, "a camera's yaw is a number of degrees"),
        (["--pose", "posenet"], 2, "found 'posenet'"),
        (["--pose", "openpose-onnx:nothing.onnx"], 1, "expected an ONNX file at nothing.onnx"),
    ],
)
def test_invalid_arguments_are_refused(words: list[str], code: int, message: str) -> None:
    pulled_models()
    result = run(*words)
    assert result.exit_code == code
    assert message in result.stderr
