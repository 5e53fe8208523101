import pytest

from spotter.movement.values.errors import MovementError
from spotter.movement.values.taught.reference import Reference
from support.movements.stick_squats import squats


def test_a_reference_without_a_rep_is_refused() -> None:
    with pytest.raises(MovementError, match="'squat' has no rep; expected 1 or more"):
        Reference("squat", ())


def test_a_rep_without_a_pose_is_refused() -> None:
    poses = squats(80)
    with pytest.raises(MovementError, match=rf"1 pose or more each; found \[{len(poses)}, 0\]"):
        Reference("squat", (poses, poses.between(-2, -1)))
