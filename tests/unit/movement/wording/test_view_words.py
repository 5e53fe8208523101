import pytest

from spotter.movement.wording.view_words import standpoint


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
