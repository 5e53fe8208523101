"""The angle that is farthest off, in words."""

import pytest

from spotter.movement.values.body.angle import Angle
from spotter.movement.values.judged.verdict import AngleDeviation, Direction, Moment
from spotter.movement.wording.angle_words import angle_words

FORWARD = Direction.FORWARD


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            AngleDeviation(Angle.LEFT_KNEE, 0.5, 31.2, Moment.BOTTOM),
            "Left knee 31 degrees straighter than the reference at the bottom.",
        ),
        (
            AngleDeviation(Angle.RIGHT_ELBOW, 0.5, -12.0),
            "Right elbow 12 degrees more bent than the reference.",
        ),
        (
            AngleDeviation(Angle.RIGHT_SHOULDER, 0.5, 15.0, Moment.TOP),
            "Right arm 15 degrees farther from the body than the reference at the top.",
        ),
        (
            AngleDeviation(Angle.TRUNK, 0.5, -22.0, Moment.WAY_UP, FORWARD),
            "Trunk leans 22 degrees further forward than the reference on the way up.",
        ),
        (
            AngleDeviation(Angle.TRUNK, 0.5, -22.0),
            "Trunk leans 22 degrees further than the reference.",
        ),
    ],
)
def test_the_sentence_says_which_angle_how_much_which_way_and_when(
    found: AngleDeviation, words: str
) -> None:
    assert angle_words(found) == words
