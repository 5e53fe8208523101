"""Measures of rendered athletes match the plan of their performance."""

from dataclasses import astuple, replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from spotter.movement.execution.measurement import MeasurementBasis, measure, measurement_basis
from spotter.movement.fitting.reference_model import ReferenceModel, learn_model
from spotter.movement.fitting.registration import Target, register
from spotter.movement.geometry.trajectories.trajectory import phase_trajectory
from spotter.movement.segmentation import Template, cut_reps, learn_template
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import MIRROR, Joint
from spotter.movement.values.judged.measures import Measures, Symmetry
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Performance, Plan, TrueRep
from support.movements.filmed import filmed, filmed_reference, seen_as

SEEN_WELL = [
    ("squat", View.FRONT),
    ("squat", View.SIDE),
    ("overhead-press", View.FRONT),
    ("front-raise", View.SIDE),
    ("pull-up", View.FRONT),
    ("push-up", View.SIDE),
]
LEFT = np.array([joint.name.startswith("LEFT") for joint in Joint])
BOTH_SIDES_SEEN = ["squat", "overhead-press", "front-raise", "pull-up", "jumping-jack"]


@cache
def learned(exercise: str, view: View) -> tuple[ReferenceModel, MeasurementBasis]:
    reference = filmed_reference(exercise, view)
    expected = learn_model(reference)
    return expected, measurement_basis(reference.reps, expected)


@cache
def template_of(exercise: str, view: View) -> Template:
    return learn_template(filmed_reference(exercise, view))


@cache
def true_pace(exercise: str, view: View) -> float:
    """The duration of the reference's median rep, seconds."""
    reps = filmed(Plan(exercise, reps=5, body=athlete(0).body), view, seed=5)[0].reps
    return float(np.median([rep.end_s - rep.start_s for rep in reps]))


def measured(exercise: str, view: View, rep: PoseSeries) -> Measures:
    expected, by = learned(exercise, view)
    trajectory = phase_trajectory(rep)
    return measure(
        trajectory, float(rep.times_s[-1]), register(trajectory, expected.trajectory).facing, by
    )


def performed(
    exercise: str, view: View = View.FRONT, **plan: object
) -> tuple[Performance, list[PoseSeries]]:
    """A performance, and its reps as the segmenter cuts them."""
    performance, poses = filmed(Plan(exercise, **{"reps": 2} | plan), view)  # type: ignore[arg-type]
    reps = cut_reps(template_of(exercise, view), poses)
    assert len(reps) == len(performance.reps)
    return performance, [poses.between(rep.started_us, rep.ended_us) for rep in reps]


@pytest.mark.parametrize("rate_hz", [10, 15, 30, 60])
@pytest.mark.parametrize(("exercise", "view"), SEEN_WELL)
def test_tempo_is_measured_at_any_frame_rate(exercise: str, view: View, rate_hz: float) -> None:
    for factor in (0.7, 1.5):
        rep_s = factor * EXERCISES[exercise].rep_s
        performance, reps = performed(exercise, view, rep_s=rep_s, rate_hz=rate_hz)
        for truth, rep in zip(performance.reps, reps, strict=True):
            found = measured(exercise, view, rep)
            true_s = truth.end_s - truth.start_s
            assert found.tempo
            assert found.pace_ratio == pytest.approx(true_s / true_pace(exercise, view), rel=0.12)
            assert 0.6 < found.tempo.moving_s / (0.92 * true_s) < 1
            assert found.tempo.turn_s < 0.25 * true_s
            ways = found.tempo.out_s + found.tempo.turn_s + found.tempo.back_s
            assert ways + found.tempo.rest_s == pytest.approx(float(rep.times_s[-1]))


def test_a_pause_at_the_turn_counts_as_a_pause_and_not_as_a_slower_way() -> None:
    _, [rep, _] = performed("squat", View.SIDE, rate_hz=30)
    middle = len(rep) // 2
    later = np.where(np.arange(len(rep)) > middle, 2_000_000, 0)
    held = replace(rep, captured_us=rep.captured_us + later)
    before, after = (measured("squat", View.SIDE, one).tempo for one in (rep, held))
    assert before
    assert after
    assert after.turn_s - before.turn_s == pytest.approx(2.0, abs=0.25)
    assert after.out_s == pytest.approx(before.out_s, abs=0.3)
    assert after.back_s == pytest.approx(before.back_s, abs=0.3)


@pytest.mark.parametrize(("exercise", "view"), SEEN_WELL)
@pytest.mark.parametrize(("who", "depth_ratio"), [(0, 1.0), (2, 1.0), (3, 1.0), (0, 0.7), (2, 0.7)])
def test_the_range_is_the_joints_range_in_three_dimensions(
    exercise: str, view: View, who: int, depth_ratio: float
) -> None:
    performance, reps = performed(
        exercise, view, body=athlete(who).body, depth_ratio=depth_ratio, rate_hz=30
    )
    reference, _ = filmed(Plan(exercise, reps=5, body=athlete(0).body), view, seed=5)
    for truth, rep in zip(performance.reps, reps, strict=True):
        found = measured(exercise, view, rep).motion_range
        assert found
        usual = moved_ratio(reference, reference.reps[2], found.joint)
        wanted = moved_ratio(performance, truth, found.joint) / usual
        assert found.ratio == pytest.approx(wanted, abs=0.13)
        assert depth_ratio == 1 or found.ratio < 0.92


def moved_ratio(performance: Performance, rep: TrueRep, joint: Joint) -> float:
    """How far a joint, or the middle of both sides', moves from its start, in torso lengths."""
    joints = performance.joints_m[rep.first_frame : rep.last_frame + 1]
    both = (joints[:, joint] + joints[:, MIRROR[joint]]) / 2
    return float(np.linalg.norm(both - both[0], axis=1).max() / performance.plan.body.torso_m)


def test_the_measured_joint_is_the_one_that_the_exercise_trains() -> None:
    found = {exercise: learned(exercise, view)[1] for exercise, view in SEEN_WELL}
    joints = {exercise: (by.joint.label, by.both_sides) for exercise, by in found.items()}
    assert joints["squat"] == ("mid hip", False)
    assert joints["pull-up"] == ("mid hip", False)
    assert joints["front-raise"] == ("right elbow", True)


@pytest.mark.parametrize("exercise", BOTH_SIDES_SEEN)
def test_equal_sides_measure_as_equal(exercise: str) -> None:
    _, reps = performed(exercise, body=athlete(2).body, rate_hz=30)
    for rep in reps:
        found = measured(exercise, View.FRONT, rep).symmetry
        assert found
        assert found.left_to_right_ratio == pytest.approx(1, abs=0.08)
        assert found.left_later_s == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("exercise", ["overhead-press", "front-raise", "jumping-jack"])
def test_a_side_that_lags_is_found_in_range_and_in_time(exercise: str) -> None:
    lagging = {FaultKind.ONE_SIDE_LAGGING: frozenset({1})}
    performance, [rep, _] = performed(exercise, faults=lagging, rate_hz=30)
    truth = performance.reps[0]
    found = measured(exercise, View.FRONT, rep).symmetry
    assert found
    assert 0.6 < found.left_to_right_ratio < 0.9
    assert found.left_later_s == pytest.approx(0.11 * (truth.end_s - truth.start_s), abs=0.08)


@pytest.mark.parametrize("later_phases", [-2.5, 0.3, 1.0, 1.6])
@pytest.mark.parametrize("range_ratio", [0.75, 1.0, 1.2])
def test_a_side_that_follows_later_is_timed_to_a_fraction_of_a_phase(
    later_phases: float, range_ratio: float
) -> None:
    expected, by = learned("overhead-press", View.FRONT)

    def lagging(later: float, ratio: float) -> Symmetry:
        phases = np.clip(np.arange(60)[:, None] - np.where(LEFT, later, 0.0) - 4, 0, 50)
        progress = np.where(LEFT, ratio, 1.0) * np.sin(np.pi / 50 * phases) ** 2
        trajectory = expected.trajectory[0] + progress[..., None] * by.way
        found = measure(trajectory, 5.9, Facing.SAME, by).symmetry
        assert found
        return found

    found, usual = lagging(later_phases, range_ratio), lagging(0.0, 1.0)
    assert found.left_later_s - usual.left_later_s == pytest.approx(0.1 * later_phases, abs=0.005)
    ratio = found.left_to_right_ratio / usual.left_to_right_ratio
    assert ratio == pytest.approx(range_ratio, rel=0.01)


def test_in_a_mirror_the_other_side_lags() -> None:
    lagging = {FaultKind.ONE_SIDE_LAGGING: frozenset({1})}
    _, [rep, _] = performed("front-raise", faults=lagging, rate_hz=30)
    _, by = learned("front-raise", View.FRONT)
    trajectory, duration_s = phase_trajectory(rep), float(rep.times_s[-1])
    own = measure(trajectory, duration_s, Facing.SAME, by).symmetry
    keypoints = rep.keypoints[:, MIRROR].copy()
    keypoints[..., 0] = 640 - keypoints[..., 0]
    seen = phase_trajectory(replace(rep, keypoints=keypoints))
    oriented = measure(seen, duration_s, Facing.MIRRORED, by).symmetry
    assert own
    assert oriented
    # The person in the mirror lags with the right; turned back, that is the picture's left again.
    assert oriented.left_to_right_ratio == pytest.approx(1 / own.left_to_right_ratio)
    assert oriented.left_later_s == pytest.approx(-own.left_later_s)


def test_a_side_view_gives_no_symmetry() -> None:
    _, [rep, _] = performed("squat", View.SIDE)
    assert measured("squat", View.SIDE, rep).symmetry is None


def uneven(rep: PoseSeries, amount: float, rate_hz: float) -> PoseSeries:
    """The same movement, but stopping and starting: time is warped."""
    turn = 2 * np.pi * rate_hz
    times_s = rep.times_s + amount * np.sin(turn * rep.times_s) / turn
    return replace(rep, captured_us=np.round(times_s * 1e6).astype(np.int64))


@pytest.mark.parametrize("exercise", ["squat", "pull-up", "overhead-press"])
@pytest.mark.parametrize("rate_hz", [15, 30, 60])
def test_a_smooth_rep_is_steady_and_one_that_stops_and_starts_is_not(
    exercise: str, rate_hz: float
) -> None:
    _, reps = performed(exercise, rate_hz=rate_hz)
    for rep in reps:
        smooth, hitched, jerky = (
            measured(exercise, View.FRONT, uneven(rep, amount, 2.0)).steadiness_ratio
            for amount in (0.0, 0.6, 0.9)
        )
        assert smooth == pytest.approx(1, abs=0.05)
        assert hitched
        assert jerky
        assert hitched < 0.92
        assert jerky < hitched


@given(
    scale=st.floats(0.5, 2),
    across_px=st.floats(-500, 500),
    down_px=st.floats(-500, 500),
)
@settings(max_examples=15)
def test_size_and_place_in_the_picture_do_not_matter(
    scale: float, across_px: float, down_px: float
) -> None:
    _, [rep, _] = performed("squat")
    here = measured("squat", View.FRONT, rep)
    there = measured("squat", View.FRONT, seen_as(rep, scale=scale, shift_px=(across_px, down_px)))
    assert here.motion_range
    assert there.motion_range
    assert there.motion_range.ratio == pytest.approx(here.motion_range.ratio, abs=0.01)
    assert there.pace_ratio == pytest.approx(here.pace_ratio, abs=0.02)


def test_the_same_rep_gives_the_same_measures_to_the_bit() -> None:
    _, [rep, _] = performed("squat")
    assert measured("squat", View.FRONT, rep) == measured("squat", View.FRONT, rep)


def test_a_rep_that_is_cut_off_is_not_measured() -> None:
    _, [rep, _] = performed("squat", rate_hz=30)
    middle_us = int(rep.captured_us[len(rep) // 2])
    assert measured("squat", View.FRONT, rep.between(middle_us, 10**12)) == Measures()
    assert measured("squat", View.FRONT, rep.between(0, middle_us)) == Measures()


@pytest.mark.parametrize(("exercise", "view"), SEEN_WELL)
def test_a_way_there_and_back_alike_takes_as_long_each_way_and_its_range_is_that_of_the_joint(
    exercise: str, view: View
) -> None:
    expected, by = learned(exercise, view)
    there_and_back = np.sin(np.linspace(0, np.pi, 60))[:, None, None] ** 2
    found = measure(expected.trajectory[0] + there_and_back * by.way, 2.0, Facing.SAME, by)
    assert found.tempo
    assert found.tempo.out_s == pytest.approx(found.tempo.back_s)
    assert found.motion_range
    joints = [by.joint, MIRROR[by.joint]] if by.both_sides else [by.joint]
    whole_tl = np.linalg.norm(by.way[joints], axis=1).mean()
    assert found.motion_range.range_tl == pytest.approx(whole_tl, abs=0.02)


def test_hidden_joints_leave_out_only_the_measures_that_need_them() -> None:
    _, [rep, _] = performed("front-raise", rate_hz=30)
    keypoints = rep.keypoints.copy()
    keypoints[:, [Joint.LEFT_ELBOW, Joint.LEFT_WRIST]] = (np.nan, np.nan, 0)
    found = measured("front-raise", View.FRONT, replace(rep, keypoints=keypoints))
    assert found.tempo
    assert found.symmetry is None
    assert found.motion_range is None


def test_a_person_who_does_not_move_or_is_not_seen_has_no_measures() -> None:
    _, [rep, _] = performed("squat")
    still = replace(rep, keypoints=np.repeat(rep.keypoints[:1], len(rep), axis=0))
    nobody = replace(rep, keypoints=np.full_like(rep.keypoints, np.nan))
    _, by = learned("squat", View.FRONT)
    for one in (still, nobody):
        assert measure(phase_trajectory(one), 2.0, Facing.SAME, by) == Measures()


def shapes(kind: str, seed: int) -> NDArray[np.float64]:
    """(60,) progress curves that no exercise has."""
    rng = np.random.default_rng(seed)
    match kind:
        case "noise":
            return rng.normal(size=60)
        case "walk":
            return np.cumsum(rng.normal(size=60))
        case "step":
            return np.where(np.arange(60) > rng.integers(1, 59), 1.0, 0.0)
        case "spike":
            return np.where(np.arange(60) == rng.integers(60), 1.0, 0.0)
        case "twice":
            return np.square(np.sin(np.linspace(0, 2 * np.pi, 60)))
    return 1e-9 * rng.normal(size=60)


@given(
    kind=st.sampled_from(["noise", "walk", "step", "spike", "twice", "still"]),
    seed=st.integers(0, 500),
    duration_s=st.floats(0.01, 60),
    facing=st.sampled_from(Facing),
)
@settings(max_examples=200)
def test_any_input_gives_finite_numbers_or_none(
    kind: str, seed: int, duration_s: float, facing: Facing
) -> None:
    expected, by = learned("squat", View.FRONT)
    progress = shapes(kind, seed)[:, None, None]
    found = measure(expected.trajectory[0] + progress * by.way, duration_s, facing, by)
    if found.tempo:
        assert found.tempo.rest_s >= 0
        assert min(found.tempo.out_s, found.tempo.turn_s, found.tempo.back_s) >= 0
        assert sum(astuple(found.tempo)) == pytest.approx(duration_s)
    numbers = [found.pace_ratio, found.steadiness_ratio]
    numbers += astuple(found.symmetry) if found.symmetry else ()
    numbers += [found.motion_range.ratio] if found.motion_range else []
    assert all(np.isfinite(number) for number in numbers if number is not None)


def test_movement_across_counts_like_movement_up_when_choosing_the_measured_joint() -> None:
    expected, by = learned("squat", View.FRONT)
    lying = replace(expected, target=Target.of(expected.trajectory[..., ::-1]))
    assert measurement_basis((), lying).joint is by.joint is Joint.MID_HIP
