import pytest

from spotter.movement.geometry import Yaw
from spotter.movement.values import Facing
from spotter.movement.wording.view_words import further_round, standpoint


@pytest.mark.parametrize(
    ("camera_yaw_deg", "words"),
    [
        (0, "the front"),
        (-7, "the front"),
        (33, "35 degrees left"),
        (-58, "60 degrees right"),
        (95, "the left side"),
        (-84, "the right side"),
        (120, "120 degrees left"),
        (-176, "behind"),
        (178, "behind"),
    ],
)
def test_a_standpoint_is_said_by_the_person_s_own_sides(camera_yaw_deg: float, words: str) -> None:
    assert standpoint(camera_yaw_deg) == words


@pytest.mark.parametrize(
    ("yaw_deg", "facing", "side"),
    [
        (20, Facing.SAME, "left"),
        (-20, Facing.SAME, "right"),
        (20, Facing.MIRRORED, "right"),
        (-20, Facing.SWAPPED, "left"),
        (20, Facing.FLIPPED, "left"),
    ],
)
def test_a_yaw_is_to_the_person_s_own_side_however_they_are_oriented(
    yaw_deg: float, facing: Facing, side: str
) -> None:
    said = further_round(Yaw(yaw_deg, facing, 1.0, 0.0))
    assert said == f"20 degrees further round to the {side}"
