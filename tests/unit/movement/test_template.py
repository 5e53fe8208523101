import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from movement.errors import MovementError
from movement.normalise import centred
from movement.poses import PoseSeries
from movement.reference import Reference
from movement.reps import Template, learn_template
from movement.reps.template import along, movement_along
from movement.skeleton import Joint
from simulation.faults import View
from support import naive
from support.filmed import filmed_reference

REFERENCE = filmed_reference("squat")
TEMPLATE = learn_template(REFERENCE)
CURL = learn_template(filmed_reference("biceps-curl", View.SIDE))


def arrays(seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(25, 2)), rng.normal(size=(25, 2))


@given(seed=st.integers(0, 1000))
@settings(deadline=None, max_examples=30)
def test_how_far_along_is_a_least_squares_fit(seed: int) -> None:
    displacement, axis = arrays(seed)
    assert along(displacement, axis) == pytest.approx(naive.multiple_of(axis, displacement))
    part, whole = movement_along(displacement, axis)
    assert part == pytest.approx(along(displacement, axis) ** 2 * np.sum(axis**2))
    assert whole == pytest.approx(np.sum(displacement**2))


def test_rest_is_zero_and_the_turning_point_is_one() -> None:
    assert TEMPLATE.excursion(TEMPLATE.rest) == pytest.approx(0)
    assert TEMPLATE.excursion(TEMPLATE.rest + TEMPLATE.axis) == pytest.approx(1)
    assert TEMPLATE.distance(TEMPLATE.rest) == pytest.approx(0)
    assert TEMPLATE.distance(TEMPLATE.rest + TEMPLATE.axis) == pytest.approx(0, abs=1e-12)


def test_the_bottom_of_a_rep_is_far_along_and_its_start_is_not() -> None:
    rep = REFERENCE.reps[1]
    course = centred(rep.keypoints, 1.0)
    size_px = float(np.hypot(*course[0, Joint.NECK]))
    way = [TEMPLATE.excursion(pose / size_px) for pose in course]
    assert abs(way[0]) < 0.25
    assert max(way) == pytest.approx(1, abs=0.2)
    assert 0.3 < int(np.argmax(way)) / len(way) < 0.7


def test_joints_that_hardly_move_may_be_missing() -> None:
    pose = CURL.rest + CURL.axis
    pose[[Joint.LEFT_ANKLE, Joint.RIGHT_KNEE, Joint.NOSE]] = np.nan
    assert CURL.excursion(pose) == pytest.approx(1, abs=0.05)


def test_without_the_joints_that_move_nothing_is_said() -> None:
    pose = CURL.rest + CURL.axis
    pose[[Joint.LEFT_WRIST, Joint.RIGHT_WRIST]] = np.nan
    assert np.isnan(CURL.excursion(pose))
    assert np.isnan(CURL.distance(np.full((25, 2), np.nan)))


def test_it_knows_how_long_a_rep_takes() -> None:
    lengths_s = [rep.times_s[-1] for rep in REFERENCE.reps]
    assert TEMPLATE.duration_s == pytest.approx(np.median(lengths_s))
    assert 0.9 < TEMPLATE.straightness <= 1


def test_an_exercise_in_which_nothing_moves_is_refused() -> None:
    rep = REFERENCE.reps[0]
    still = PoseSeries(rep.captured_us, np.repeat(rep.keypoints[:1], len(rep), axis=0))
    with pytest.raises(MovementError, match=r"more than 0\.2 torso lengths; found 0\.00"):
        learn_template(Reference("statue", (still,)))
    with pytest.raises(MovementError, match=r"found 0\.00"):
        Template(np.zeros((25, 2)), np.zeros((25, 2)), 1.0)


def test_a_reference_that_shows_nobody_is_refused() -> None:
    rep = REFERENCE.reps[0]
    nobody = PoseSeries(rep.captured_us, np.full_like(rep.keypoints, np.nan))
    with pytest.raises(MovementError, match=f"found none in {len(rep)} poses"):
        learn_template(Reference("ghost", (nobody,)))
