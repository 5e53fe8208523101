"""Which of a station's exercises has its equipment followed."""

import pytest

from spotter.rep_segmenter.stations.equipment import followed_exercise

RACK = ("curl", "press", "squat")


@pytest.mark.parametrize(
    ("equipped", "due", "recognised", "followed"),
    [
        (["curl"], None, None, "curl"),
        (["curl", "press"], None, None, None),
        (["curl", "press"], "press", "curl", "press"),
        (["curl", "press"], None, "curl", "curl"),
        (["curl", "press"], "squat", "curl", None),
        (["curl"], None, "squat", None),
        (["curl"], "deadlift", None, "curl"),
        ([], "curl", "curl", None),
    ],
    ids=[
        "the only one with equipment",
        "none of two while neither is at hand",
        "the one that is due",
        "the one recognised",
        "nothing while one without equipment is due",
        "nothing while one without equipment is done",
        "one that is due elsewhere decides nothing",
        "nothing where none has equipment",
    ],
)
def test_the_exercise_at_hand_decides(
    equipped: list[str], due: str | None, recognised: str | None, followed: str | None
) -> None:
    assert followed_exercise(RACK, equipped, due=due, recognised=recognised) == followed


def test_at_a_station_with_one_exercise_its_equipment_is_followed() -> None:
    assert followed_exercise(["curl"], ["curl"]) == "curl"
    assert followed_exercise(["squat"], []) is None
