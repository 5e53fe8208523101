"""Whose face it is, and when that is sure: a guess is worse than a PIN."""

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.faces.deciding.agreement import Agreement, NotSure
from spotter.faces.deciding.comparing import (
    Likeness,
    Sight,
    is_sure,
    likeness,
    what_sizes_show,
)
from spotter.faces.deciding.enrolment import APART_US, LOOKS, Enrolment
from spotter.faces.deciding.values import Rules, Template
from spotter.faces.errors import FacesError

RULES = Rules()
S_US = 1_000_000


def at(*places: float) -> NDArray[np.float32]:
    """A face at these places of the first dimensions."""
    face = np.zeros(128, np.float32)
    face[: len(places)] = places
    return face


def template(member_id: str, *looks: NDArray[np.float32]) -> Template:
    return Template(member_id, np.stack(looks))


def test_a_face_is_most_like_the_member_whose_looks_are_nearest_on_average() -> None:
    anna, ben = template("anna", at(0.0), at(0.4)), template("ben", at(0.9))
    found = likeness(at(0.2), [ben, anna])
    assert found is not None
    assert found.member_id == "anna"
    assert found.distance == pytest.approx(0.2)
    assert found.margin == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("distance", "margin", "sure"),
    [(0.5, 0.08, True), (0.501, 1.0, False), (0.3, 0.079, False), (0.1, float("inf"), True)],
)
def test_a_face_is_sure_only_near_one_member_and_far_from_all_others(
    distance: float,
    margin: float,
    sure: bool,  # noqa: FBT001 - a row of the table
) -> None:
    assert is_sure(Likeness("anna", distance, margin), RULES) is sure


def test_without_templates_nobody_is_like_anybody() -> None:
    assert likeness(at(0.0), []) is None
    assert not is_sure(None, RULES)


@pytest.mark.parametrize(
    ("sides_px", "shown"),
    [
        ([], Sight.NOBODY),
        ([44.9], Sight.TOO_SMALL),
        ([45.0], None),
        ([100.0, 50.0], Sight.SEVERAL),
        ([100.0, 49.0], None),
    ],
)
def test_sizes_tell_who_cannot_be_recognised(sides_px: list[float], shown: Sight | None) -> None:
    assert what_sizes_show(sides_px, RULES) is shown


def test_three_agreeing_pictures_decide_once() -> None:
    agreement = Agreement(RULES)
    said = [agreement.add("anna", number * S_US) for number in range(1, 6)]
    assert said == [None, None, "anna", None, None]


@pytest.mark.parametrize("between", ["ben", Sight.SEVERAL, Sight.UNKNOWN, Sight.NOBODY])
def test_whatever_comes_between_begins_the_count_anew(between: Sight | str) -> None:
    agreement = Agreement(RULES)
    seen: list[Sight | str] = ["anna", "anna", between, "anna", "anna"]
    assert [agreement.add(one, i * S_US) for i, one in enumerate(seen)] == [None] * 5
    assert agreement.add("anna", 5 * S_US) == "anna"


def test_pictures_that_are_too_far_apart_or_the_same_do_not_agree() -> None:
    agreement = Agreement(RULES)
    times_us = [0, 3 * S_US, 3 * S_US, 9 * S_US, 12 * S_US]
    assert [agreement.add("anna", time_us) for time_us in times_us] == [None] * 5


@pytest.mark.parametrize("seen", [Sight.SEVERAL, Sight.TOO_SMALL, Sight.UNKNOWN])
def test_who_is_not_recognised_is_asked_to_come_in_otherwise_rather_than_guessed(
    seen: Sight,
) -> None:
    agreement = Agreement(RULES)
    said = [agreement.add(seen, number * S_US) for number in range(15)]
    assert said == [None] * 14 + [NotSure(seen)]
    assert [agreement.add("anna", (20 + number) * S_US) for number in range(3)] == [None] * 3


def test_after_the_place_was_empty_it_is_decided_anew() -> None:
    agreement = Agreement(RULES)
    for number in range(15):
        agreement.add(Sight.UNKNOWN, number * S_US)
    assert agreement.add(Sight.NOBODY, 20 * S_US) is None
    assert [agreement.add("anna", (21 + i) * S_US) for i in range(3)] == [None, None, "anna"]


def test_two_members_in_turn_are_not_sure_and_an_empty_place_waits() -> None:
    agreement = Agreement(RULES)
    assert {agreement.add(Sight.NOBODY, number * S_US) for number in range(100)} == {None}
    said = [agreement.add(("anna", "ben")[i % 2], (100 + i) * S_US) for i in range(15)]
    assert said[-1] == NotSure(Sight.UNKNOWN)


def test_five_looks_that_are_apart_are_enrolled() -> None:
    enrolment = Enrolment(RULES)
    said = [enrolment.add(at(0.01 * i), i * APART_US // 2) for i in range(2 * LOOKS)]
    looks = said[2 * LOOKS - 2]
    assert looks is not None
    assert [one for one in said if one is not None] == [looks]
    np.testing.assert_allclose(looks[:, 0], [0.0, 0.02, 0.04, 0.06, 0.08], atol=1e-6)


def test_another_face_begins_the_enrolment_anew() -> None:
    enrolment = Enrolment(RULES)
    for number in range(LOOKS - 1):
        assert enrolment.add(at(0.0), number * APART_US) is None
    assert enrolment.add(at(0.6), LOOKS * APART_US) is None
    assert enrolment.count == 1


@pytest.mark.parametrize(
    "looks",
    [
        np.zeros((0, 128), np.float32),
        np.zeros((1, 127), np.float32),
        np.zeros((1, 128), np.float64),
        np.full((1, 128), np.nan, np.float32),
    ],
)
def test_what_is_no_template_is_refused(looks: NDArray[np.float32]) -> None:
    with pytest.raises(FacesError, match="expected"):
        Template("anna", looks)
