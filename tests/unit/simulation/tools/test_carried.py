"""Where tools are, and the arms that hold them."""

from collections.abc import Mapping

import numpy as np
import pytest

from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.errors import SimulationError
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Performance, Plan, perform
from spotter.simulation.tools.equipped import ToolTrack
from spotter.simulation.tools.holding import grips_of
from spotter.simulation.tools.tool import Tool

EXERCISES = ("squat", "lunge", "biceps-curl", "front-raise", "overhead-press")
Faults = Mapping[FaultKind, frozenset[int]]


def performed(
    exercise: str,
    tool: Tool,
    reps: int = 1,
    faults: Faults | None = None,
    *,
    is_racked: bool = False,
) -> tuple[Performance, ToolTrack]:
    plan = Plan(exercise, reps, faults=faults or {}, tool=tool, unracks=is_racked, racks=is_racked)
    performance = perform(plan, np.random.default_rng(0))
    assert performance.tool is not None
    return performance, performance.tool


def point(tool: ToolTrack, name: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    found: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    found = tool.points_m[:, tool.names.index(name)]
    return found


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("tool", Tool)
def test_arms_keep_their_length_and_hands_are_on_the_tool(exercise: str, tool: Tool) -> None:
    performance, track = performed(exercise, tool, is_racked=True)
    body, joints_m = performance.plan.body, performance.joints_m
    for side in ("LEFT", "RIGHT"):
        shoulder, elbow, wrist = (
            joints_m[:, Joint[f"{side}_{part}"]] for part in ("SHOULDER", "ELBOW", "WRIST")
        )
        upper_m = np.linalg.norm(elbow - shoulder, axis=-1)
        assert upper_m == pytest.approx(np.full(len(upper_m), body.upper_arm_m))
        forearm_m = np.linalg.norm(wrist - elbow, axis=-1)
        assert forearm_m == pytest.approx(np.full(len(upper_m), body.forearm_m))
    hands = grips_of(joints_m, body).mean(axis=1)[track.is_held]
    ends = track.points_m[:, : 2 if len(track.names) > 1 else 1].mean(axis=1)[track.is_held]
    off_m = np.linalg.norm(ends - hands, axis=-1)
    assert off_m.max() < {Tool.KETTLEBELL: 0.17, Tool.KETTLEBELLS: 0.17}.get(tool, 0.02)
    steps_m = np.linalg.norm(np.diff(track.points_m, axis=0), axis=-1)
    assert steps_m.max() < 0.3, "nothing jumps from one frame to the next"


def test_the_ends_of_a_bar_are_as_far_from_its_middle_and_the_bar_is_behind_the_neck() -> None:
    performance, track = performed("squat", Tool.BARBELL)
    left, right = point(track, "bar_left"), point(track, "bar_right")
    assert np.linalg.norm(left - right, axis=-1) == pytest.approx(np.full(len(left), 1.4))
    middle, neck = (left + right) / 2, performance.joints_m[:, Joint.NECK]
    behind_m = 0.052 * 1.75
    assert (neck - middle)[0, 0] == pytest.approx(behind_m, abs=0.01)
    assert np.linalg.norm(neck - middle, axis=-1) == pytest.approx(
        np.full(len(neck), behind_m), abs=0.01
    )
    assert track.radius_m.tolist() == [0.225, 0.225]


def test_exactly_the_named_reps_tilt_and_drift() -> None:
    clean = performed("overhead-press", Tool.BARBELL, reps=3)
    tilted = performed("overhead-press", Tool.BARBELL, 3, {FaultKind.TILT: frozenset({2})})
    drifting = performed("overhead-press", Tool.BARBELL, 3, {FaultKind.DRIFT: frozenset({3})})
    step = point(tilted[1], "bar_right") - point(tilted[1], "bar_left")
    tilt_deg = np.degrees(np.arcsin(step[:, 2] / 1.4))
    ahead_m = (drifting[1].points_m - clean[1].points_m).mean(axis=1)[:, 0]
    for rep in clean[0].reps:
        frames = slice(rep.first_frame, rep.last_frame + 1)
        assert tilt_deg[frames].max() == pytest.approx(9.0 if rep.number == 2 else 0.0, abs=0.6)
        assert ahead_m[frames].max() == pytest.approx(0.08 if rep.number == 3 else 0.0, abs=0.01)


def test_a_bar_on_the_back_drifts_with_the_trunk() -> None:
    clean = performed("squat", Tool.BARBELL)[1]
    drifting = performed("squat", Tool.BARBELL, 1, {FaultKind.DRIFT: frozenset({1})})[1]
    ahead_m = (drifting.points_m - clean.points_m)[..., 0].max()
    assert ahead_m == pytest.approx(0.08, abs=0.015)


def test_a_dropped_tool_lies_on_the_floor_from_the_middle_of_the_rep_on() -> None:
    performance, track = performed(
        "biceps-curl", Tool.BARBELL, 2, {FaultKind.DROPPED: frozenset({1})}
    )
    rep = performance.reps[0]
    assert track.is_held[: (rep.first_frame + rep.last_frame) // 2].all()
    assert not track.is_held[rep.last_frame :].any()
    assert track.points_m[-1, :, 2] == pytest.approx(np.full(2, 0.225), abs=0.01)


@pytest.mark.parametrize(("exercise", "tool"), [("squat", Tool.BARBELL), ("squat", Tool.DUMBBELLS)])
def test_it_is_held_through_all_reps_between_picking_up_and_putting_back(
    exercise: str, tool: Tool
) -> None:
    performance, track = performed(exercise, tool, reps=2, is_racked=True)
    held = np.flatnonzero(track.is_held)
    assert 15 < held[0] < performance.reps[0].first_frame
    assert performance.reps[-1].last_frame < held[-1] < len(track.is_held) - 15
    assert track.points_m[0] == pytest.approx(track.points_m[-1])
    hips_m = performance.joints_m[:, Joint.MID_HIP, 2]
    stoops = hips_m[: performance.reps[0].first_frame].min() < hips_m[0] - 0.3
    assert stoops == (tool is Tool.DUMBBELLS)


def test_a_rep_with_another_tool_shows_that_and_not_the_right_one() -> None:
    performance, track = performed(
        "squat", Tool.KETTLEBELL, 2, {FaultKind.WRONG_EQUIPMENT: frozenset({2})}
    )
    assert track.names == ("kettlebell", "dumbbell_left", "dumbbell_right")
    first, second = (rep.first_frame + 5 for rep in performance.reps)
    assert np.isfinite(track.points_m[first]).all(axis=-1).tolist() == [True, False, False]
    assert np.isfinite(track.points_m[second]).all(axis=-1).tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ({"exercise": "push-up", "tool": Tool.BARBELL}, "exercises with equipment are squat"),
        ({"exercise": "squat", "load_kg": 20.0}, "for a load, unracking and racking; found none"),
        ({"exercise": "squat", "faults": {FaultKind.TILT: frozenset({1})}}, "for tilt; found none"),
        ({"exercise": "squat", "tool": Tool.BARBELL, "load_kg": 5.0}, "20.0 to 300.0 kg"),
        ({"exercise": "squat", "tool": Tool.BAND, "load_kg": 5.0}, "a band has no load"),
        (
            {
                "exercise": "squat",
                "tool": Tool.BAND,
                "faults": {FaultKind.TILT: frozenset({1})},
            },
            "a fault of a barbell; found band",
        ),
    ],
)
def test_what_cannot_be_is_refused(plan: dict[str, object], message: str) -> None:
    with pytest.raises(SimulationError, match=message):
        Plan(**plan)  # type: ignore[arg-type]
