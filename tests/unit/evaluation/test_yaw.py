import json
from collections.abc import Sequence

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.estimators.estimator import Estimation, Estimator, Person, Picture
from spotter.evaluation.yaw.sets import FilmedSet, view_of
from spotter.evaluation.yaw.yaw import Pair, YawFigures, measure_yaws, sets_of
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan
from spotter.simulation.take import Take
from support.networks.pose_models import pulled_models


def run(*words: object) -> Result:
    arguments = ["evaluate", "yaw", *map(str, words)]
    return CliRunner().invoke(make_app(arguments), arguments)


class Knower(Estimator):
    """Knows the truth of the sets, in the order in which they are filmed."""

    finds_everybody = False
    is_jittery = False
    name = "knower"
    device = "CPU"

    def __init__(self, *sets: FilmedSet) -> None:
        self._coming = list(sets)
        self._poses: dict[int, Person] = {}

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        return lambda: [
            (self._poses[picture.captured_us],) if picture.captured_us in self._poses else ()
            for picture in pictures
        ]

    def forget(self, source_id: str) -> None:
        """Look at the next set."""
        assert source_id == "set"
        self._poses = {}
        if self._coming:
            one = self._coming.pop(0)
            plan = Plan(one.exercise, reps=2, body=athlete(one.athlete).body, rate_hz=10)
            camera = Camera(one.yaw_deg, aim_m=plan.aim_m)
            poses = Take(plan, camera, seed=one.athlete).performance().poses(camera)
            self._poses = {
                pose.captured_us: Person(pose.keypoints, pose.world_m) for pose in poses.each()
            }


def pair(told_deg: float | None, true_deg: float = 20.0) -> Pair:
    seen, known = FilmedSet("squat", 1, true_deg), FilmedSet("squat", 0, 0.0)
    return Pair(seen, known, told_deg, 1.0)


def test_figures_are_of_the_yaws_that_are_told() -> None:
    figures = YawFigures.of([pair(21), pair(18), pair(23), pair(None)])
    assert (figures.pairs, figures.told_ratio) == (4, 0.75)
    assert figures.median_deg == pytest.approx(2)
    assert figures.p95_deg == pytest.approx(2.9)
    assert figures.mean_deg == pytest.approx(2 / 3)


def test_an_error_is_within_half_a_turn() -> None:
    assert pair(-175, true_deg=175).error_deg == pytest.approx(10)


def test_without_yaws_there_are_no_figures() -> None:
    assert YawFigures.of([pair(None)]).told_ratio == 0
    assert np.isnan(YawFigures.of([pair(None)]).median_deg)


def test_an_estimator_that_knows_the_truth_tells_every_yaw() -> None:
    sets = sets_of(["squat", "push-up"], [0, 1], [0.0, 30.0])
    report = measure_yaws(Knower(*sets), sets, seed=0)
    assert len(report.pairs) == 2 * 4
    assert report.total.told_ratio == 1
    assert report.total.p95_deg < 3
    assert [name for name, _ in report.exercises] == ["squat", "push-up"]
    assert [name for name, _ in report.differences] == ["0 deg", "30 deg"]


def test_a_set_in_which_nobody_is_seen_has_no_view() -> None:
    assert view_of(Knower(), FilmedSet("squat", 0, 0.0), seed=0) is None


def test_the_real_network_tells_a_yaw_between_two_people() -> None:
    pulled_models()
    options = ("--exercise", "squat", "--athlete", 0, "--athlete", 1, "--yaw", 5, "--yaw", 35)
    said = json.loads(run(*options, "--json").stdout)
    assert said["estimator"]["name"] == "blazepose-full"
    assert (said["total"]["pairs"], said["total"]["told"]) == (4, 1)
    assert said["total"]["p95_error_deg"] < 6
    assert {one["name"] for one in said["differences"]} == {"0 deg", "30 deg"}
    assert said["settings"]["athletes"] == [0, 1]


def test_an_unknown_exercise_is_refused() -> None:
    pulled_models()
    result = run("--exercise", "yoga")
    assert result.exit_code == 2
    assert "found 'yoga'" in result.output
