import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from spotter.cli.app import make_app
from spotter.evaluation.athletes import stage
from spotter.evaluation.athletes.fault_truth import is_seeded_fault
from spotter.evaluation.athletes.stage import ATHLETES, Station, clean_rep, reference_at, takes_at
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.verdict import Direction, Fault
from spotter.simulation.motion.faults import FaultKind, View

PULL_UP_SETS = 2 * len(ATHLETES)


def run(*words: object) -> Result:
    arguments = ["evaluate", "athletes", "--jobs", "1", *map(str, words)]
    return CliRunner().invoke(make_app(arguments), arguments)


@cache
def told() -> dict[str, Any]:
    result = run("--exercises", "pull-up", "--json")
    assert result.exit_code == 0, result.output
    said: dict[str, Any] = json.loads(result.stdout, parse_constant=pytest.fail)
    return said


def test_every_fault_is_seeded_into_a_set_of_every_athlete() -> None:
    sets = told()["sets"]
    assert [(each["fault"], each["athlete"]) for each in sets] == [
        (fault, athlete) for athlete in ATHLETES for fault in ("shallow", "half-rep")
    ]
    for each in sets:
        assert [rep["rep"] for rep in each["reps"] if rep["seeded"]] == [5]
        assert len(each["reps"]) == 6


def test_the_figures_are_those_of_the_reps() -> None:
    said = told()
    reps = [rep for each in said["sets"] for rep in each["reps"]]
    seeded = [rep for rep in reps if rep["seeded"]]
    good = [rep for rep in reps if not rep["seeded"]]
    found = sum(rep["verdict"] == "faulty" for rep in seeded)
    total = said["total"]
    assert total["seeded_reps_found"] == pytest.approx(found / PULL_UP_SETS)
    assert total["seeded_fault_named_first"] == pytest.approx(
        sum(rep["named"] for rep in seeded) / PULL_UP_SETS
    )
    alarms = sum(rep["verdict"] == "faulty" for rep in good)
    assert total["false_alarms"] == pytest.approx(alarms / len(good))
    assert {row["name"]: row["sets"] for row in said["athletes"]} == {
        "the same": 2,
        "another": PULL_UP_SETS - 2,
    }


def test_a_half_pull_up_is_found_and_named() -> None:
    row = next(row for row in told()["faults"] if row["name"] == "half-rep")
    assert row["seeded_fault_named_first"] == 1.0
    assert row["false_alarms"] < 0.2


def test_sets_are_recognised_among_all_eight_exercises() -> None:
    said = told()
    taken_for = [each["recognised_as"] for each in said["sets"]]
    assert said["total"]["exercise_recognised"] == taken_for.count("pull-up") / PULL_UP_SETS >= 0.9
    assert all(0.3 < each["recognition_confidence"] <= 1 for each in said["sets"])


def test_an_unknown_exercise_is_refused_with_the_known_ones() -> None:
    result = run("--exercises", "squat,juggling")
    assert result.exit_code == 2
    assert "expected exercises of squat, lunge" in result.stderr
    assert "found 'juggling'" in result.stderr


def test_a_page_and_a_table_show_each_exercise_and_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "ATHLETES", ATHLETES[:2])
    result = run("--exercises", "pull-up", "--page", tmp_path / "athletes.html")
    assert "pull-up, front" in result.stdout
    page = (tmp_path / "athletes.html").read_text()
    assert "pull-up, front" in page
    assert "Seeded faults missed:" in page


def test_a_take_does_not_depend_on_the_other_takes() -> None:
    station = Station("pull-up", View.FRONT)
    once, again = takes_at(station, 3)[-1], takes_at(station, 3)[-1]
    assert np.array_equal(once.poses.keypoints, again.poses.keypoints, equal_nan=True)
    other = takes_at(station, 4)[-1]
    assert not np.array_equal(once.poses.keypoints, other.poses.keypoints, equal_nan=True)
    assert len(reference_at(station, 3).reps) == 5


def fault(joint: Joint, direction: Direction, *, both_sides: bool = False) -> Fault:
    return Fault(joint, 0.5, direction, 0.3, 20, both_sides)


@pytest.mark.parametrize(
    ("exercise", "view", "kind", "named", "is_right"),
    [
        ("squat", View.FRONT, FaultKind.SHALLOW, (Joint.MID_HIP, Direction.HIGHER), True),
        ("squat", View.FRONT, FaultKind.SHALLOW, (Joint.MID_HIP, Direction.LOWER), False),
        ("squat", View.FRONT, FaultKind.SHALLOW, (Joint.LEFT_ANKLE, Direction.HIGHER), False),
        ("squat", View.FRONT, FaultKind.SHALLOW, (Joint.LEFT_KNEE, Direction.INWARD), False),
        ("squat", View.FRONT, FaultKind.KNEES_IN, (Joint.LEFT_KNEE, Direction.INWARD), True),
        ("squat", View.FRONT, FaultKind.KNEES_IN, (Joint.MID_HIP, Direction.HIGHER), False),
        ("squat", View.SIDE, FaultKind.LEANING_FORWARD, (Joint.NECK, Direction.FORWARD), True),
        ("squat", View.SIDE, FaultKind.LEANING_FORWARD, (Joint.NECK, Direction.LOWER), False),
        ("lunge", View.SIDE, FaultKind.HALF_REP, (Joint.MID_HIP, Direction.HIGHER), True),
        ("lunge", View.SIDE, FaultKind.HALF_REP, (Joint.MID_HIP, Direction.LOWER), False),
        ("pull-up", View.FRONT, FaultKind.SHALLOW, (Joint.MID_HIP, Direction.LOWER), True),
        ("front-raise", View.SIDE, FaultKind.SHALLOW, (Joint.LEFT_WRIST, Direction.BACKWARD), True),
        ("front-raise", View.SIDE, FaultKind.SHALLOW, (Joint.LEFT_WRIST, Direction.FORWARD), False),
        (
            "front-raise",
            View.FRONT,
            FaultKind.ONE_SIDE_LAGGING,
            (Joint.LEFT_WRIST, Direction.LOWER),
            True,
        ),
        (
            "front-raise",
            View.FRONT,
            FaultKind.ONE_SIDE_LAGGING,
            (Joint.RIGHT_WRIST, Direction.LOWER),
            False,
        ),
    ],
)
def test_a_named_fault_is_the_seeded_one_or_another(
    exercise: str, view: View, kind: FaultKind, named: tuple[Joint, Direction], *, is_right: bool
) -> None:
    good_rep = clean_rep(Station(exercise, view))
    assert is_seeded_fault(fault(*named), kind, good_rep) is is_right


def test_both_arms_low_are_not_one_side_lagging() -> None:
    good_rep = clean_rep(Station("front-raise", View.FRONT))
    both = fault(Joint.LEFT_WRIST, Direction.LOWER, both_sides=True)
    assert not is_seeded_fault(both, FaultKind.ONE_SIDE_LAGGING, good_rep)
    assert is_seeded_fault(both, FaultKind.SHALLOW, good_rep)
