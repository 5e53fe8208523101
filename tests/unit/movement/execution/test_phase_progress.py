import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.movement.execution.phase_progress import (
    TurningPoints,
    moving_spans,
    phase_progress,
    turning_points,
    way_of,
)
from spotter.movement.geometry.trajectories.trajectory import PHASES
from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint


def ways(*points: tuple[int, float]) -> NDArray[np.float64]:
    """Progress along straight lines between (phase, progress)."""
    phases, progress = zip(*points, strict=True)
    along: NDArray[np.float64] = np.interp(np.arange(PHASES), phases, progress)
    return along


# The hold rises a little to its middle, where the turn is found.
OUT_AND_BACK = ways((9, 0), (29, 1), (34, 1.001), (39, 1), (49, 0))


def test_a_rep_leaves_rest_turns_and_comes_back() -> None:
    assert turning_points(ways((9, 0), (30, 1), (49, 0))) == TurningPoints(0, 30, 51)


@pytest.mark.parametrize(("rest", "is_whole"), [(0.34, True), (0.36, False)])
def test_a_rep_that_begins_or_ends_beyond_a_third_of_the_way_is_cut_off(
    rest: float, *, is_whole: bool
) -> None:
    late = ways((5, rest), (25, 1), (35, 1), (50, 0))
    for along in (late, late[::-1], 2 + 3 * late):
        assert (turning_points(along) is not None) is is_whole


def test_a_movement_without_progress_does_not_turn() -> None:
    assert turning_points(np.ones(PHASES)) is None


def test_the_height_is_that_above_the_mean_of_the_two_rests() -> None:
    along = ways((9, 0), (25, 1), (35, 1), (49, 0.2))
    turns = turning_points(along)
    assert turns
    assert turns.height(along) == pytest.approx(0.9)
    assert turns.height(3 * along + 5) == pytest.approx(2.7)


def test_a_single_frame_does_not_decide_the_height() -> None:
    along = OUT_AND_BACK.copy()
    along[34] += 1
    turns = turning_points(along)
    assert turns
    assert turns.height(along) == pytest.approx(1.2, abs=0.002)


def test_the_body_moves_while_it_is_faster_than_a_tenth_of_its_top_speed_each_way() -> None:
    """Speed is measured over six phases, so a tenth is reached 2.4 of them before the way."""
    turns = turning_points(OUT_AND_BACK)
    assert turns
    (left, arrived), (again, rested) = moving_spans(OUT_AND_BACK, turns)
    assert (left, arrived) == pytest.approx((9 - 2.4, 29 + 2.4), abs=0.1)
    assert (again, rested) == pytest.approx((39 - 2.4, 49 + 2.4), abs=0.1)


def test_a_pause_within_a_way_belongs_to_it() -> None:
    along = ways((4, 0), (10, 0.5), (20, 0.5), (26, 1), (33, 1.001), (40, 1), (50, 0))
    turns = turning_points(along)
    assert turns
    assert moving_spans(along, turns)[0] == pytest.approx((4 - 2.4, 26 + 2.4), abs=0.1)


def test_a_rep_without_rest_moves_from_its_first_phase_to_its_last() -> None:
    along = -np.abs(np.arange(PHASES) - 29.5)
    turns = turning_points(along)
    assert turns
    (left, _), (_, rested) = moving_spans(along, turns)
    assert (left, rested) == (0, PHASES - 1)


def test_the_way_leads_from_rest_to_the_turn_and_progress_along_it_is_one() -> None:
    bob = np.full((PHASES, JOINT_COUNT, 2), np.nan)
    bob[:, [Joint.NECK, Joint.NOSE]] = 3.0
    bob[:, Joint.NECK, 1] -= 0.8 * OUT_AND_BACK
    way = way_of(bob)
    assert way[Joint.NECK] == pytest.approx((0, -0.8), abs=0.001)
    assert not np.delete(way, Joint.NECK, axis=0).any()
    progress = phase_progress(bob, way)
    assert progress is not None
    assert progress - progress[0] == pytest.approx(OUT_AND_BACK, abs=0.002)
    bob[7, Joint.NECK, 0] = np.nan
    assert phase_progress(bob, way) is None
