import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.values.body.skeleton import BONES, Joint
from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.look import athlete
from spotter.simulation.athletes.posture import two_bones
from spotter.simulation.errors import SimulationError
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.exercises import bar_height_m
from spotter.simulation.motion.performance import Performance, Plan, perform

FEET = [joint for joint in Joint if "TOE" in joint.name or "HEEL" in joint.name]
SOLE_RATIO = 0.01  # toes and heels are this many body heights above the floor


def performed(exercise: str, body: Body | None = None, rate_hz: float = 30.0) -> Performance:
    """Three reps; the second one shows every fault that the exercise has."""
    faults = {kind: frozenset({2}) for kind in EXERCISES[exercise].faults}
    plan = Plan(exercise, reps=3, faults=faults, body=body or Body(), rate_hz=rate_hz)
    return perform(plan, np.random.default_rng(5))


def at_the_turn(performance: Performance) -> np.ndarray:
    """The joints in the middle of the first rep, (25, 3)."""
    first = performance.reps[0]
    joints_m: np.ndarray = performance.joints_m[(first.first_frame + first.last_frame) // 2]
    return joints_m


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("number", [0, 3])
def test_bones_keep_their_length_in_every_movement(exercise: str, number: int) -> None:
    joints_m = performed(exercise, athlete(number).body).joints_m
    for near, far in BONES:
        lengths_m = np.linalg.norm(joints_m[:, near] - joints_m[:, far], axis=-1)
        assert lengths_m.min() > 0.01
        assert np.ptp(lengths_m) < 1e-6, (near.label, far.label)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_both_sides_of_the_body_have_the_same_measures(exercise: str) -> None:
    joints_m = performed(exercise).joints_m[0]
    for near, far in (("SHOULDER", "ELBOW"), ("HIP", "KNEE"), ("KNEE", "ANKLE"), ("ANKLE", "HEEL")):
        left, right = (
            np.linalg.norm(joints_m[Joint[f"{side}_{near}"]] - joints_m[Joint[f"{side}_{far}"]])
            for side in ("LEFT", "RIGHT")
        )
        assert left == pytest.approx(right)


@pytest.mark.parametrize(
    "exercise", ["squat", "biceps-curl", "overhead-press", "front-raise", "lunge", "jumping-jack"]
)
def test_standing_athletes_have_their_soles_on_the_floor_before_and_after(exercise: str) -> None:
    performance = performed(exercise)
    for frame in (0, -1):
        height_m = performance.joints_m[frame, FEET, 2]
        assert height_m == pytest.approx(SOLE_RATIO * 1.75, abs=1e-6)


@pytest.mark.parametrize("exercise", ["squat", "biceps-curl", "overhead-press", "front-raise"])
def test_feet_stay_where_they_are_in_exercises_on_the_spot(exercise: str) -> None:
    joints_m = performed(exercise).joints_m
    assert np.ptp(joints_m[:, FEET], axis=0).max() < 1e-6


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_joint_is_below_the_floor(exercise: str) -> None:
    assert performed(exercise).joints_m[..., 2].min() > 0.005 * 1.75


def test_a_lunge_keeps_the_back_toe_on_the_floor_and_puts_the_front_foot_flat() -> None:
    joints_m = performed("lunge").joints_m
    assert np.ptp(joints_m[:, Joint.RIGHT_BIG_TOE], axis=0).max() < 1e-6
    front = at_the_turn(performed("lunge"))
    assert front[Joint.LEFT_HEEL, 2] == pytest.approx(SOLE_RATIO * 1.75, abs=1e-6)


@pytest.mark.parametrize("exercise", ["pull-up", "push-up"])
def test_hands_stay_on_the_bar_and_on_the_floor(exercise: str) -> None:
    joints_m = performed(exercise).joints_m
    for wrist in (Joint.LEFT_WRIST, Joint.RIGHT_WRIST):
        assert np.ptp(joints_m[:, wrist], axis=0).max() < 0.002


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_motion_is_smooth(exercise: str) -> None:
    joints_m = performed(exercise, rate_hz=120.0).joints_m
    speed_m_s = np.diff(joints_m, axis=0) * 120
    change_m_s2 = np.diff(speed_m_s, axis=0) * 120
    assert np.linalg.norm(speed_m_s, axis=-1).max() < 6
    assert np.linalg.norm(change_m_s2, axis=-1).max() < 80


def test_a_squat_ends_with_level_thighs_and_the_weight_over_the_feet() -> None:
    joints_m = at_the_turn(performed("squat"))
    assert joints_m[Joint.LEFT_HIP, 2] == pytest.approx(joints_m[Joint.LEFT_KNEE, 2], abs=0.08)
    middle = (joints_m[Joint.NECK, 0] + joints_m[Joint.MID_HIP, 0]) / 2
    assert joints_m[Joint.LEFT_HEEL, 0] - 0.05 < middle < joints_m[Joint.LEFT_BIG_TOE, 0]


def test_a_pull_up_ends_with_the_chin_over_the_bar() -> None:
    joints_m = at_the_turn(performed("pull-up"))
    chin_m = joints_m[Joint.NOSE, 2] - 0.03 * 1.75
    assert chin_m > bar_height_m(Body()) - 0.01


def test_a_press_ends_with_the_hands_over_straight_arms() -> None:
    joints_m = at_the_turn(performed("overhead-press"))
    reach_m = np.linalg.norm(joints_m[Joint.LEFT_WRIST] - joints_m[Joint.LEFT_SHOULDER])
    assert reach_m > 0.93 * Body().arm_m
    assert joints_m[Joint.LEFT_WRIST, 2] > joints_m[Joint.NOSE, 2] + 0.2


def test_a_push_up_keeps_the_body_straight() -> None:
    joints_m = performed("push-up").joints_m
    legs = joints_m[:, Joint.MID_HIP] - joints_m[:, [Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE]].mean(1)
    torso = joints_m[:, Joint.NECK] - joints_m[:, Joint.MID_HIP]
    cosine = np.sum(legs * torso, axis=-1) / (
        np.linalg.norm(legs, axis=-1) * np.linalg.norm(torso, axis=-1)
    )
    assert np.degrees(np.arccos(np.clip(cosine, -1, 1))).max() < 3


coordinates = st.lists(st.floats(-1, 1), min_size=3, max_size=3).map(np.array)


@settings(max_examples=200)
@given(target=coordinates, pole=coordinates)
def test_a_limb_of_two_bones_reaches_a_target_within_reach(
    target: np.ndarray, pole: np.ndarray
) -> None:
    root, lengths_m = np.array([0.1, -0.2, 0.3]), (0.4, 0.3)
    limb = two_bones(root, target, pole, lengths_m)
    distance_m = float(np.linalg.norm(target - root))
    sideways = np.cross(target - root, pole)
    if distance_m < 1e-3 or np.linalg.norm(sideways) < 1e-3:
        return  # the bending direction is undefined
    assert np.linalg.norm(limb.middles - root) == pytest.approx(0.4, abs=1e-6)
    assert np.linalg.norm(limb.ends - limb.middles) == pytest.approx(0.3, abs=1e-6)
    if 0.1 < distance_m < 0.7:
        assert limb.ends == pytest.approx(target, abs=1e-4)


@pytest.mark.parametrize("height_m", [0.9, 2.6, float("nan")])
def test_a_body_of_inhuman_height_is_refused(height_m: float) -> None:
    with pytest.raises(SimulationError, match=r"1\.2 to 2\.2 m tall; found"):
        Body(height_m)


def test_proportions_out_of_range_are_refused() -> None:
    with pytest.raises(SimulationError, match=r"proportions are 0\.85 to 1\.15; found 2"):
        Body(1.7, leg_ratio=2)
