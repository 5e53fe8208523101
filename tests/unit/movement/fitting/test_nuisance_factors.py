import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.fitting.nuisance_factors import NuisanceFactors, without_start_offset
from spotter.movement.geometry.trajectories.trajectory import (
    PHASES,
    SCORED_JOINTS,
    phase_trajectory,
)
from spotter.movement.values.body.skeleton import Joint
from support.movements.filmed import filmed_reference
from support.twins import movement as naive

SCORED = list(SCORED_JOINTS)
EXPECTED = phase_trajectory(filmed_reference("squat").reps[0])
SIDE = np.array([("LEFT" in joint.name) - float("RIGHT" in joint.name) for joint in Joint])
NEARER_THE_HIPS = {
    Joint.NECK: Joint.MID_HIP,
    Joint.NOSE: Joint.NECK,
    Joint.RIGHT_SHOULDER: Joint.NECK,
    Joint.RIGHT_ELBOW: Joint.RIGHT_SHOULDER,
    Joint.RIGHT_WRIST: Joint.RIGHT_ELBOW,
    Joint.LEFT_SHOULDER: Joint.NECK,
    Joint.LEFT_ELBOW: Joint.LEFT_SHOULDER,
    Joint.LEFT_WRIST: Joint.LEFT_ELBOW,
    Joint.RIGHT_HIP: Joint.MID_HIP,
    Joint.RIGHT_KNEE: Joint.RIGHT_HIP,
    Joint.RIGHT_ANKLE: Joint.RIGHT_KNEE,
    Joint.LEFT_HIP: Joint.MID_HIP,
    Joint.LEFT_KNEE: Joint.LEFT_HIP,
    Joint.LEFT_ANKLE: Joint.LEFT_KNEE,
}


def beyond(bone: Joint) -> list[Joint]:
    """The joints beyond a bone, which is named by its far end."""
    carried = []
    for joint in SCORED_JOINTS:
        at: Joint | None = joint
        while at is not None and at is not bone:
            at = NEARER_THE_HIPS.get(at)
        carried += [joint] if at is bone else []
    return carried


def factors() -> tuple[np.ndarray, list[float]]:
    """How each factor changes the scored joints, one by one, and its usual size."""
    x, y = EXPECTED[..., 0], EXPECTED[..., 1]
    none = np.zeros_like(x)
    side = np.broadcast_to(SIDE, x.shape)
    pairs = [(x, none), (none, y), (-y, x), (side, none)]
    columns = [np.stack(pair, axis=-1) for pair in pairs]
    for far, near in NEARER_THE_HIPS.items():
        column = np.zeros_like(EXPECTED)
        column[:, beyond(far)] = (EXPECTED[:, far] - EXPECTED[:, near])[:, None]
        columns.append(column)
    usual = [0.05, 0.05, 0.03, 0.1] + [0.05] * len(NEARER_THE_HIPS)
    return np.stack(columns)[:, :, SCORED], usual


def noise(seed: int, size_tl: float) -> np.ndarray:
    smooth = np.cumsum(np.random.default_rng(seed).normal(0, 1, EXPECTED.shape), axis=0)
    return np.asarray(size_tl * smooth / np.sqrt(PHASES))


@given(st.integers(0, 2**32 - 1), st.floats(0.01, 0.8))
@settings(max_examples=15)
def test_it_equals_the_residual_of_the_full_ridge_regression(seed: int, size_tl: float) -> None:
    offset = noise(seed, size_tl)
    expected = naive.unexplained(offset[:, SCORED], *factors())
    assert NuisanceFactors.of(EXPECTED).unexplained(offset)[:, SCORED] == pytest.approx(
        expected, abs=1e-9
    )


def tilted(trajectory: np.ndarray, radians: float) -> np.ndarray:
    turn = np.array([[np.cos(radians), np.sin(radians)], [-np.sin(radians), np.cos(radians)]])
    return np.asarray(trajectory @ turn)


@pytest.mark.parametrize(
    ("what", "seen", "most_left"),
    [
        ("wider", EXPECTED * (1.05, 1), 0.25),
        ("taller", EXPECTED * (1, 1.05), 0.25),
        ("tilted", tilted(EXPECTED, 0.03), 0.25),
        ("shifted", EXPECTED + np.array((0.1, 0.05)), 0.35),
        ("turned", EXPECTED + SIDE[:, None] * (0.05, 0), 0.25),
    ],
)
def test_little_is_left_of_a_deviation_that_camera_or_body_explains(
    what: str, seen: np.ndarray, most_left: float
) -> None:
    offset = seen - EXPECTED
    left = NuisanceFactors.of(EXPECTED).unexplained(offset)
    assert np.nanmax(np.abs(left)) < most_left * np.nanmax(np.abs(offset)), what


def test_a_deviation_at_one_phase_is_not_explained_away() -> None:
    offset = np.zeros_like(EXPECTED)
    offset[25:35, Joint.LEFT_KNEE, 0] = 0.3
    left = NuisanceFactors.of(EXPECTED).unexplained(offset)
    assert left[30, Joint.LEFT_KNEE, 0] > 0.2
    assert np.abs(left[30, Joint.NECK]).max() < 0.05


def test_no_deviation_leaves_nothing_and_a_large_constant_one_is_not_explained_away() -> None:
    assert np.nanmax(np.abs(NuisanceFactors.of(EXPECTED).unexplained(np.zeros_like(EXPECTED)))) == 0
    offset = np.zeros_like(EXPECTED)
    offset[:, Joint.LEFT_WRIST, 1] = 2.0
    assert np.nanmin(NuisanceFactors.of(EXPECTED).unexplained(offset)[:, Joint.LEFT_WRIST, 1]) > 1.4


@pytest.mark.parametrize("in_expected", [True, False])
def test_an_unseen_joint_stays_nan_and_does_not_affect_the_others(*, in_expected: bool) -> None:
    offset, expected = noise(1, 0.2), EXPECTED.copy()
    hidden = expected if in_expected else offset
    hidden[3, Joint.LEFT_ANKLE] = np.nan
    left = NuisanceFactors.of(expected).unexplained(offset)
    assert np.isnan(left[:, Joint.LEFT_ANKLE]).all()
    others = [joint for joint in SCORED if joint != Joint.LEFT_ANKLE]
    assert np.isfinite(left[:, others]).all()
    assert np.isnan(NuisanceFactors.of(EXPECTED).unexplained(np.full_like(offset, np.nan))).all()


def test_half_of_the_offset_at_the_start_is_removed_everywhere() -> None:
    offset = np.zeros((10, 25, 2))
    offset[:4, Joint.NOSE] = 0.4
    found = without_start_offset(offset)[:, Joint.NOSE, 0]
    assert found.tolist() == pytest.approx([0.2] * 4 + [-0.2] * 6)
    assert without_start_offset(offset[:1])[0, Joint.NOSE, 1] == pytest.approx(0.2)
