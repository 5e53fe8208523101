import numpy as np
import pytest

from spotter.movement.values import FaultPattern, Joint, MovementError

CENTRE = np.full((20, 25, 2), np.nan, dtype=np.float32)
CENTRE[:, [Joint.LEFT_KNEE, Joint.RIGHT_KNEE]] = 1.5


def test_a_pattern_compares_the_joints_that_its_centre_has() -> None:
    joints = FaultPattern(CENTRE, 0.4).joints
    assert joints.nonzero()[0].tolist() == [Joint.RIGHT_KNEE, Joint.LEFT_KNEE]


def test_a_centre_of_another_shape_is_refused() -> None:
    with pytest.raises(MovementError, match=r"\(20, 25, 2\); found \(19, 25, 2\)"):
        FaultPattern(CENTRE[1:], 0.4)


def test_a_centre_without_joints_or_with_gaps_is_refused() -> None:
    gap = CENTRE.copy()
    gap[3, Joint.LEFT_KNEE, 0] = np.nan
    with pytest.raises(MovementError, match="found 2, of which 1 are whole"):
        FaultPattern(gap, 0.4)
    with pytest.raises(MovementError, match="found 0"):
        FaultPattern(np.full_like(CENTRE, np.nan), 0.4)


@pytest.mark.parametrize("limit", [0.0, -1.0, np.inf, np.nan])
def test_a_limit_must_be_positive_and_finite(limit: float) -> None:
    with pytest.raises(MovementError, match="positive number"):
        FaultPattern(CENTRE, limit)


def test_names_and_cues_are_short_lines() -> None:
    with pytest.raises(MovementError, match="name is one line of up to 60"):
        FaultPattern(CENTRE, 0.4, name="elbows\nflare")
    with pytest.raises(MovementError, match="cue is one line of up to 200"):
        FaultPattern(CENTRE, 0.4, cue=201 * "a")
