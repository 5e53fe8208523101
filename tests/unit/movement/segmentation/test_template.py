import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.segmentation import Template, learn_template
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import JOINT_COUNT, MIRROR, Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.taught.reference import Reference
from spotter.simulation.motion.faults import View
from support.movements.filmed import filmed_reference
from support.twins import movement as naive

REFERENCE = filmed_reference("squat")
SQUAT = learn_template(REFERENCE)
CURL = learn_template(filmed_reference("biceps-curl", View.SIDE))
ALL = np.ones(JOINT_COUNT)


def some_template(way: Coordinates) -> Template:
    return Template(
        way[None], np.zeros((1, JOINT_COUNT)), ALL[None], np.ones(1), np.zeros(1, int), 2.0
    )


def arrays(seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(JOINT_COUNT, 2)), rng.normal(size=(JOINT_COUNT, 2))


@given(seed=st.integers(0, 1000))
@settings(max_examples=30)
def test_advance_is_a_least_squares_fit(seed: int) -> None:
    step, way = arrays(seed)
    template = some_template(way)
    along = template.advance(0, step, ALL)
    assert along == pytest.approx(naive.multiple_of(way, step))
    explained = template.explained(step, ALL)
    assert explained.along[0] == pytest.approx(along**2 * np.sum(way**2))
    assert explained.moved[0] == pytest.approx(np.sum(step**2))
    assert 0 <= explained.shares()[0] <= 1


@given(seed=st.integers(0, 1000), factor=st.floats(0.1, 10))
@settings(max_examples=30)
def test_a_step_along_the_way_is_fully_explained_whatever_its_length(
    seed: int, factor: float
) -> None:
    way, _ = arrays(seed)
    template = some_template(way)
    assert template.advance(0, factor * way, ALL) == pytest.approx(factor)
    assert template.explained(factor * way, ALL).shares()[0] == pytest.approx(1)


def test_a_joint_with_weight_zero_does_not_matter() -> None:
    step, way = arrays(3)
    weight = ALL.copy()
    weight[Joint.NOSE] = 0
    other = step.copy()
    other[Joint.NOSE] = 1000
    template = some_template(way)
    assert template.advance(0, step, weight) == template.advance(0, other, weight)
    assert template.advance(0, step, 0 * ALL) == 0
    assert template.explained(step, 0 * ALL).shares()[0] == 0


def test_from_rest_to_the_turning_point_is_one_way() -> None:
    rep = REFERENCE.reps[1]
    trajectory = rep.keypoints[..., :2] * (1, -1) / body_size_px(rep.keypoints)
    gone = [SQUAT.advance(0, np.nan_to_num(pose - trajectory[0]), ALL) for pose in trajectory]
    assert max(gone) == pytest.approx(1, abs=0.2)
    assert abs(gone[-1]) < 0.25
    assert 0.3 < int(np.argmax(gone)) / len(gone) < 0.7


def test_the_ways_are_the_references_own_its_mirror_images_and_its_heights() -> None:
    assert len(SQUAT) == 6
    own, behind, upright, mirrored = SQUAT.ways[:4]
    assert np.allclose(behind, own * (-1, 1))
    assert np.allclose(mirrored, own[MIRROR])
    assert np.allclose(upright[:, 0], 0)
    assert np.allclose(upright[:, 1], own[:, 1], atol=0.1)


def test_several_references_contribute_all_their_ways() -> None:
    other = filmed_reference("squat", View.SIDE, athlete_number=2)
    both = learn_template(REFERENCE, other)
    assert len(both) == len(SQUAT) + len(learn_template(other))
    assert np.allclose(both.ways[: len(SQUAT)], SQUAT.ways)


def test_seen_ratio_is_the_visible_share_of_the_movement() -> None:
    seen = np.ones(JOINT_COUNT, dtype=bool)
    assert CURL.seen_ratio(0, seen) == pytest.approx(1)
    seen[[Joint.LEFT_ANKLE, Joint.RIGHT_KNEE, Joint.NOSE]] = False
    assert CURL.seen_ratio(0, seen) > 0.95
    seen[[Joint.LEFT_WRIST, Joint.RIGHT_WRIST]] = False
    assert CURL.seen_ratio(0, seen) < 0.4


def test_the_rest_position_matches_anywhere_in_the_picture_and_a_lying_body_does_not() -> None:
    heights_tl = SQUAT.rest_tl[0]
    assert SQUAT.misplaced_tl(0, heights_tl + 7.0, ALL) == pytest.approx(0)
    assert SQUAT.misplaced_tl(0, 0.2 * heights_tl, ALL) > 0.5
    assert SQUAT.misplaced_tl(0, np.full(JOINT_COUNT, np.nan), ALL) == 0


def test_only_joints_that_are_seen_count_as_in_place_or_not() -> None:
    template = some_template(np.ones((JOINT_COUNT, 2)))
    heights_tl = np.full(JOINT_COUNT, np.nan)
    heights_tl[:4] = 0.0, 0.0, 1.0, 1.0
    assert template.misplaced_tl(0, heights_tl, ALL) == pytest.approx(0.5)
    doubtful = np.where(np.arange(JOINT_COUNT) == 3, 0.5, 1.0)
    mean_tl = 1.5 / 3.5
    misplaced_tl = template.misplaced_tl(0, heights_tl, doubtful)
    assert misplaced_tl == pytest.approx(2 * mean_tl * (1 - mean_tl))


@given(seed=st.integers(0, 1000), pan_tl=st.floats(-5, 5))
@settings(max_examples=30)
def test_a_camera_that_moves_bends_nobody(seed: int, pan_tl: float) -> None:
    way, _ = arrays(seed)
    template = some_template(way)
    panned = np.full((JOINT_COUNT, 2), pan_tl)
    assert template.bent_ratio(0, panned, ALL) == pytest.approx(0, abs=1e-9)
    assert template.bent_ratio(0, 0.5 * way + panned, ALL) == pytest.approx(0.5)
    assert np.isnan(some_template(np.ones((JOINT_COUNT, 2))).bent_ratio(0, way, ALL))
    assert np.isnan(template.bent_ratio(0, way, 0 * ALL))


def test_duration_is_that_of_a_typical_rep() -> None:
    lengths_s = [rep.times_s[-1] for rep in REFERENCE.reps]
    assert SQUAT.duration_s == pytest.approx(np.median(lengths_s))
    assert np.all((SQUAT.straightness > 0.9) & (SQUAT.straightness <= 1))


def test_an_exercise_in_which_nothing_moves_is_refused() -> None:
    rep = REFERENCE.reps[0]
    still = PoseSeries(rep.captured_us, np.repeat(rep.keypoints[:1], len(rep), axis=0))
    with pytest.raises(MovementError, match=r"more than 0\.12 torso lengths; found 0\.00"):
        learn_template(Reference("statue", (still,)))
    with pytest.raises(MovementError, match=r"found 0\.00"):
        some_template(np.zeros((JOINT_COUNT, 2)))


def test_a_reference_that_shows_nobody_is_refused() -> None:
    rep = REFERENCE.reps[0]
    nobody = PoseSeries(rep.captured_us, np.full_like(rep.keypoints, np.nan))
    with pytest.raises(MovementError, match=f"found none in {len(rep)} poses"):
        learn_template(Reference("ghost", (nobody,)))
