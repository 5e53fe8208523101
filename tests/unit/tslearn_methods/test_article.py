"""The article's 18 distances are the same by tslearn and by the kernel of the live scorers."""

from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter import tslearn_methods
from spotter.movement import alignment
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import COCO_18, JOINT_COUNT, Joint
from spotter.movement.values.errors import MovementError
from support.movements.stick_squats import squats
from support.real_data import series, ui_prmd

EXACT_PX = 1e-9


def check_same(reference: PoseSeries, attempt: PoseSeries) -> None:
    by_tslearn = tslearn_methods.compare_as_article(reference, attempt)
    by_kernel = alignment.compare_as_article(reference, attempt)
    assert list(by_tslearn.distances_px) == list(by_kernel.distances_px) == list(COCO_18)
    for joint, distance_px in by_kernel.distances_px.items():
        expected = pytest.approx(distance_px, abs=EXACT_PX, rel=0, nan_ok=True)
        assert by_tslearn.distances_px[joint] == expected
    assert by_tslearn.is_good == by_kernel.is_good


def randomly(frames: int, lost_ratio: float, seed: int) -> PoseSeries:
    """Keypoints that wander through a picture of 640 by 480 pixels, some of them lost."""
    rng = np.random.default_rng(seed)
    places = rng.uniform((0, 0), (640, 480), (JOINT_COUNT, 2))
    places = places + np.cumsum(rng.normal(0, 5, (frames, JOINT_COUNT, 2)), axis=0)
    keypoints = np.concatenate([places, np.ones((frames, JOINT_COUNT, 1))], axis=-1)
    keypoints[rng.random((frames, JOINT_COUNT)) < lost_ratio] = (np.nan, np.nan, 0)
    return series(keypoints.astype(np.float32))


@given(
    frames=st.integers(1, 60),
    more=st.integers(1, 60),
    lost_ratio=st.sampled_from([0, 0.1, 0.9]),
    seed=st.integers(0, 1000),
)
@settings(max_examples=40)
def test_of_random_clips_both_give_the_same_distances(
    frames: int, more: int, lost_ratio: float, seed: int
) -> None:
    check_same(randomly(frames, lost_ratio, seed), randomly(more, lost_ratio, seed + 1))


def test_of_real_clips_both_give_the_same_distances() -> None:
    rng = np.random.default_rng(1)
    clips = [series(clip.keypoints(rng)) for clip in islice(ui_prmd(), 0, None, 50)]
    assert len(clips) > 10
    for reference, attempt in pairwise(clips):
        check_same(reference, attempt)


def test_a_movement_against_itself_is_zero() -> None:
    assert tslearn_methods.compare_as_article(squats(80), squats(80)).median_px == 0


def test_a_keypoint_that_one_never_shows_has_no_distance() -> None:
    compared = tslearn_methods.compare_as_article(squats(80), squats(55))
    assert np.isnan(compared.distances_px[Joint.RIGHT_EYE])
    assert np.isfinite(compared.median_px)


def test_nothing_to_compare_is_an_error() -> None:
    poses = squats(80)
    with pytest.raises(MovementError, match="and 0 in the attempt"):
        tslearn_methods.compare_as_article(poses, poses.between(0, 0))
