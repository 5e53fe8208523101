"""Following: no look alone decides; what is lost comes back only where it should be."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.equipment.following.following import (
    Following,
    Phase,
    Rules,
    after_look,
    followed_from,
)
from spotter.equipment.following.searching import places_to_look
from spotter.equipment.place import Place
from spotter.equipment.seeing.looking import Look

RULES = Rules(clear_from=10)
STEP_US = 66_667
START = Place(100, 100, 20)


def seen_at(following: Following, place: Place, clarity: float = 30) -> Following:
    at_us = following.at_us + STEP_US
    return after_look(following, Look(place, clarity), at_us, START, RULES)


def test_a_steady_movement_is_followed_and_expected_to_go_on() -> None:
    following = followed_from(START, 0)
    for step in range(1, 11):
        following = seen_at(following, START.moved(0.3 * step, 0))
    place = following.place(20)
    assert place is not None
    assert place.x_px == pytest.approx(160, abs=2)
    [expected] = places_to_look(following, following.at_us + STEP_US, None, 20)
    assert expected.x_px == pytest.approx(166, abs=2)


def test_a_jump_is_not_believed_however_clear_it_is() -> None:
    following = followed_from(START, 0)
    for _ in range(5):
        following = seen_at(following, START)
    jumped = seen_at(following, START.moved(2.8, 0), clarity=200)
    assert (jumped.phase, jumped.place(20)) == (Phase.FOLLOWED, None)
    assert seen_at(jumped, START).place(20) is not None


def test_several_unclear_looks_in_a_row_lose_it_and_fewer_do_not() -> None:
    following = followed_from(START, 0)
    for _ in range(RULES.lost_after - 1):
        following = seen_at(following, START, clarity=3)
    assert following.phase is Phase.FOLLOWED
    assert seen_at(following, START).looks == 0
    assert seen_at(following, START, clarity=3) == Following(Phase.LOST, RULES.lost_after * STEP_US)


def returned(off: Sequence[Place], usual: Sequence[Place]) -> list[Phase]:
    """The phases after looks that saw it at ``off`` while it should have been at ``usual``."""
    following, phases = Following(), []
    for step, (seen, should) in enumerate(zip(off, usual, strict=True), start=1):
        following = after_look(following, Look(seen, 30), step * STEP_US, should, RULES)
        phases.append(following.phase)
        assert (following.place(20) is None) is (following.phase is not Phase.FOLLOWED)
    return phases


def test_what_goes_with_the_forearm_comes_back_after_three_clear_looks() -> None:
    way = [START.moved(0.6 * step, 0) for step in range(3)]
    off = [place.moved(1.2, 0.3) for place in way]
    assert returned(off, way) == [Phase.RETURNING, Phase.RETURNING, Phase.FOLLOWED]


def test_what_stays_beside_a_forearm_that_moves_on_does_not_come_back() -> None:
    way = [START.moved(0.4 * step - 1, 0) for step in range(6)]
    assert Phase.FOLLOWED not in returned([START] * 6, way)


def test_in_a_hand_that_rests_it_must_be_seen_for_longer() -> None:
    rests = [START.moved(0.1, 0)] * RULES.still_after
    assert returned(rests, [START] * RULES.still_after) == [
        *[Phase.RETURNING] * (RULES.still_after - 1),
        Phase.FOLLOWED,
    ]


@pytest.mark.parametrize(
    ("place", "clarity"), [(START.moved(1.6, 0), 100), (START, 10)], ids=["elsewhere", "unclear"]
)
def test_one_look_elsewhere_or_unclear_makes_it_start_again(place: Place, clarity: float) -> None:
    following = seen_at(seen_at(Following(), START), START)
    assert seen_at(following, place, clarity).phase is Phase.LOST


def test_what_the_hand_has_let_go_of_is_followed_no_longer() -> None:
    following = followed_from(START, 0)
    gone = START.moved(RULES.away_radii + 1, 0)
    for step in range(RULES.lost_after):
        assert following.phase is Phase.FOLLOWED
        following = after_look(following, Look(START, 30), step * STEP_US, gone, RULES)
    assert following.phase is Phase.LOST


def test_what_is_lost_is_looked_for_where_it_should_be_and_all_round_it() -> None:
    turns = [list(places_to_look(Following(looks=looks), 0, START, 20)) for looks in range(4)]
    assert [near for near, _ in turns] == [START] * 4
    assert {round(START.apart_radii(beside), 6) for _, beside in turns} == {1.2}
    assert len({(beside.x_px, beside.y_px) for _, beside in turns}) == 4
    assert not list(places_to_look(Following(), 0, None, 20))


def test_without_a_body_nothing_is_taken_up_again() -> None:
    seen = after_look(Following(), Look(START, 100), STEP_US, None, RULES)
    assert seen == Following(Phase.LOST, STEP_US, looks=1)


def test_no_picture_counts_as_an_unclear_look() -> None:
    following = followed_from(START, 0)
    for look in range(1, RULES.lost_after + 1):
        assert following.phase is Phase.FOLLOWED
        following = after_look(following, None, look * STEP_US, None, RULES)
    assert following.phase is Phase.LOST


@given(
    looks=st.lists(
        st.tuples(st.floats(-3, 3), st.floats(-3, 3), st.floats(0, 30), st.integers(0, 500_000)),
        max_size=20,
    ),
)
def test_equipment_is_never_followed_after_a_single_look(
    looks: list[tuple[float, float, float, int]],
) -> None:
    following, at_us = followed_from(START, 0), 0
    for x_radii, y_radii, clarity, gap_us in looks:
        at_us += gap_us
        seen = Look(START.moved(x_radii, y_radii), clarity)
        after = after_look(following, seen, at_us, START, RULES)
        assert (following.phase, after.phase) != (Phase.LOST, Phase.FOLLOWED)
        assert (after.motion is None) is (after.phase is Phase.LOST)
        following = after
