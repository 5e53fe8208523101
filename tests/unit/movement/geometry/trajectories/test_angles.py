import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from spotter.movement.execution import worst_angle
from spotter.movement.fitting.reference_model import learn_model
from spotter.movement.geometry.body.normalisation import Coordinates, mirrored
from spotter.movement.geometry.trajectories.angles import (
    FORESHORTENED_RATIO,
    SHORTEST_BONE_TL,
    angle_deviations_deg,
    angles_deg,
    largest_deviation,
)
from spotter.movement.geometry.trajectories.moments import moment_of
from spotter.movement.geometry.trajectories.trajectory import PHASES, phase_trajectory
from spotter.movement.values.body.angle import ANGLES, Angle
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint
from spotter.movement.values.judged.verdict import AngleDeviation, Direction, Moment
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference
from support.twins import movement as naive

POINTS = arrays(np.float64, (4, JOINT_COUNT, 2), elements=st.floats(-3, 3, width=32))
SEEN_FROM_THE_SIDE_DEG = 10.0


def column(angle: Angle) -> int:
    return ANGLES.index(angle)


def upright(lean_deg: float) -> Coordinates:
    """A body of which only the trunk is seen, for a whole rep."""
    trajectory = np.full((PHASES, JOINT_COUNT, 2), np.nan)
    trajectory[:, Joint.MID_HIP] = 0
    trajectory[:, Joint.NECK] = np.sin(np.radians(lean_deg)), np.cos(np.radians(lean_deg))
    return trajectory


def naive_angle(trajectory: Coordinates, frame: int, angle: Angle) -> float:
    """NaN where a bone is too short to tell."""
    joints = angle.value
    bones = [(joints[0], joints[1]), (joints[-2], joints[-1])]
    for start, end in bones:
        lengths = np.linalg.norm(trajectory[:, start] - trajectory[:, end], axis=-1)
        if lengths[frame] < max(SHORTEST_BONE_TL, FORESHORTENED_RATIO * lengths.max()):
            return np.nan
    at = trajectory[frame]
    if angle is Angle.TRUNK:
        across, up = at[Joint.NECK] - at[Joint.MID_HIP]
        lean = naive.joint_angle_deg(at[Joint.NECK], at[Joint.MID_HIP], at[Joint.MID_HIP] + (0, 1))
        return float(np.copysign(lean, across)) if across or up > 0 else 180.0
    return naive.joint_angle_deg(*(at[joint] for joint in joints))


@given(trajectory=POINTS)
@settings(max_examples=30)
def test_angles_are_those_of_the_law_of_cosines(trajectory: Coordinates) -> None:
    found = angles_deg(trajectory)
    for frame in range(len(trajectory)):
        for angle in ANGLES:
            wanted = naive_angle(trajectory, frame, angle)
            apart = (found[frame, column(angle)] - wanted + 180) % 360 - 180
            assert apart == pytest.approx(0 * wanted, abs=1e-3, nan_ok=True)


@given(
    trajectory=POINTS,
    across=st.floats(-5, 5),
    up=st.floats(-5, 5),
    scale=st.floats(1.1, 3),
)
@settings(max_examples=30)
def test_place_and_size_do_not_change_angles(
    trajectory: Coordinates, across: float, up: float, scale: float
) -> None:
    before, after = angles_deg(trajectory), angles_deg(trajectory * scale + (across, up))
    both = np.isfinite(before) & np.isfinite(after)
    apart = (before - after + 180) % 360 - 180
    assert np.abs(apart[both]).max(initial=0) < 1e-3


@given(trajectory=POINTS)
@settings(max_examples=30)
def test_a_mirror_swaps_the_sides_and_reverses_the_lean(trajectory: Coordinates) -> None:
    straight, seen = angles_deg(trajectory), angles_deg(mirrored(trajectory))
    for angle in ANGLES:
        own, other = straight[:, column(angle)], seen[:, column(angle.other_side)]
        expected = -own if angle is Angle.TRUNK else own
        np.testing.assert_allclose((other - expected + 180) % 360 - 180, 0 * own, atol=1e-6)


def test_a_missing_joint_leaves_out_only_its_own_angles() -> None:
    trajectory = phase_trajectory(filmed(Plan("squat", reps=1, rate_hz=30), View.SIDE)[1])
    trajectory[:, Joint.LEFT_KNEE] = np.nan
    unseen = [angle for angle in ANGLES if np.isnan(angles_deg(trajectory)[:, column(angle)]).all()]
    assert unseen == [Angle.LEFT_KNEE, Angle.LEFT_HIP]


def test_angle_differences_take_the_short_way_round() -> None:
    lean = column(Angle.TRUNK)
    apart = angle_deviations_deg(upright(-170), upright(170))[:, lean]
    np.testing.assert_allclose(apart, 20)
    np.testing.assert_allclose(angle_deviations_deg(upright(12), upright(30))[:, lean], -18)


@pytest.mark.parametrize(("phases", "is_reported"), [(4, False), (5, True)])
def test_a_deviation_is_reported_if_it_lasts_a_twelfth_of_the_rep(
    phases: int, *, is_reported: bool
) -> None:
    trajectory = upright(0)
    trajectory[20 : 20 + phases] = upright(11)[:phases]
    found = largest_deviation(trajectory, upright(0))
    assert (found is not None) is is_reported
    if found:
        assert (found.angle, found.phase) == (Angle.TRUNK, 22 / 59)
        assert found.deviation_deg == pytest.approx(11)


@pytest.mark.parametrize(("lean_deg", "is_reported"), [(9.9, False), (10.1, True), (-10.1, True)])
def test_a_deviation_is_reported_from_ten_degrees_on(lean_deg: float, *, is_reported: bool) -> None:
    assert (largest_deviation(upright(lean_deg), upright(0)) is not None) is is_reported


@pytest.mark.parametrize("angle", [Angle.RIGHT_KNEE, Angle.LEFT_KNEE, Angle.RIGHT_HIP])
def test_in_a_side_view_angles_are_nearly_the_bodys_own(angle: Angle) -> None:
    performance, poses = filmed(Plan("squat", reps=1, rate_hz=30), View.SIDE)
    first, middle, last = (performance.joints_m[:, joint] for joint in angle.value)
    one, other = first - middle, last - middle
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    true_deg = np.degrees(np.arccos((one * other).sum(axis=1) / lengths))
    found = angles_deg(phase_trajectory(poses))[:, column(angle)]
    at = np.linspace(0, len(true_deg) - 1, PHASES)
    apart = np.abs(found - np.interp(at, np.arange(len(true_deg)), true_deg))
    assert np.median(apart) < SEEN_FROM_THE_SIDE_DEG
    assert np.ptp(true_deg) > 60


def test_a_bone_that_points_at_the_camera_has_no_angle() -> None:
    """In a front view, the thighs of a deep squat do."""
    performance, poses = filmed(Plan("squat", reps=1, rate_hz=30), View.FRONT)
    rep = performance.reps[0]
    found = angles_deg(
        phase_trajectory(poses.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6)))
    )
    knee = found[:, column(Angle.LEFT_KNEE)]
    assert np.isnan(knee[PHASES // 2])
    assert np.isfinite(knee[[0, -1]]).all()


def test_a_rep_against_itself_has_no_angle_deviation() -> None:
    trajectory = phase_trajectory(filmed(Plan("squat", reps=1), View.SIDE)[1])
    assert np.nanmax(np.abs(angle_deviations_deg(trajectory, trajectory))) == 0
    assert largest_deviation(trajectory, trajectory) is None


def with_a_stiff_knee(facing: Facing) -> AngleDeviation:
    expected = learn_model(filmed_reference("squat", View.SIDE))
    trajectory = expected.trajectory.copy()
    trajectory[..., Joint.LEFT_KNEE, 0] *= 0.5  # a knee that does not come forward
    found = worst_angle(trajectory, expected, facing)
    assert found
    return found


def test_the_largest_angle_has_its_side_direction_and_moment() -> None:
    found = with_a_stiff_knee(Facing.SAME)
    assert found.angle is Angle.LEFT_KNEE
    assert found.deviation_deg > 0
    expected = learn_model(filmed_reference("squat", View.SIDE)).trajectory
    assert found.moment is moment_of(found.phase, expected)
    assert found.leans is None


def test_the_side_is_the_persons_own_when_the_rep_was_mirrored() -> None:
    found = with_a_stiff_knee(Facing.MIRRORED)
    assert found.angle is Angle.RIGHT_KNEE


def test_the_trunk_s_lean_has_the_person_s_own_direction() -> None:
    expected = learn_model(filmed_reference("squat", View.SIDE))
    plan = Plan("squat", reps=1, faults={FaultKind.LEANING_FORWARD: frozenset({1})})
    performance, poses = filmed(plan, View.SIDE)
    rep = performance.reps[0]
    trajectory = phase_trajectory(poses.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6)))
    apart = angle_deviations_deg(trajectory, expected.trajectory)
    apart[:, : column(Angle.TRUNK)] = 0
    hidden = trajectory.copy()
    hidden[:, [Joint.RIGHT_HIP, Joint.LEFT_HIP, Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER]] = np.nan
    found = worst_angle(hidden, expected, Facing.SAME)
    assert found
    assert found.angle is Angle.TRUNK
    assert (found.leans, found.moment) == (Direction.FORWARD, Moment.BOTTOM)
