"""Left and right in turn, and getting onto a bar and off it."""

import numpy as np
import pytest

from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.taught.reference import Reference
from support.movements.interrupted import TrueSet
from support.movements.other_sets import in_turn, on_the_bar
from support.real_data import real_data

NEAR_S = 0.7


def found_s(reference: Reference, poses: PoseSeries) -> list[float]:
    reps = cut_reps(learn_template(reference), poses)
    return [time_us / 1e6 for rep in reps for time_us in (rep.started_us, rep.ended_us)]


def as_performed(truth: TrueSet) -> object:
    return pytest.approx([time_s for rep in truth.reps_s for time_s in rep], abs=NEAR_S)


@pytest.mark.parametrize("exercise", ["biceps-curl", "front-raise", "overhead-press", "lunge"])
@pytest.mark.parametrize("yaw_deg", [5, 82])
def test_left_and_right_in_turn_are_taught_and_found_again(exercise: str, yaw_deg: float) -> None:
    reference = make_reference(exercise, in_turn(exercise, yaw_deg).poses)
    assert len(reference.reps) == 8
    truth = in_turn(exercise, yaw_deg, athlete_number=3, seed=8)
    assert found_s(reference, truth.poses) == as_performed(truth)


@pytest.mark.parametrize("exercise", ["biceps-curl", "front-raise"])
def test_one_side_is_taught_and_both_are_found_in_turn(exercise: str) -> None:
    taught = in_turn(exercise, 35)
    reps = [taught.poses.between(round(a * 1e6), round(b * 1e6)) for a, b in taught.reps_s[::2]]
    truth = in_turn(exercise, 35, athlete_number=3, seed=8)
    assert found_s(Reference(exercise, tuple(reps)), truth.poses) == as_performed(truth)


@pytest.mark.parametrize(("hang_s", "yaw_deg"), [(0.1, 35), (0.8, 5)])
def test_the_first_and_the_last_rep_on_a_bar_are_whole(yaw_deg: float, hang_s: float) -> None:
    reference = make_reference("pull-up", on_the_bar(yaw_deg, hang_s=0.6).poses)
    truth = on_the_bar(yaw_deg, hang_s=hang_s, athlete_number=3, seed=8)
    assert found_s(reference, truth.poses) == as_performed(truth)


@pytest.mark.parametrize(("reps", "yaw_deg"), [(3, 82), (6, 5), (11, 35)])
def test_a_recording_that_begins_with_getting_onto_the_bar_teaches_its_reps(
    reps: int, yaw_deg: float
) -> None:
    truth = on_the_bar(yaw_deg, reps=reps)
    reference = make_reference("pull-up", truth.poses)
    starts_s = [rep.captured_us[0] / 1e6 for rep in reference.reps]
    assert starts_s == pytest.approx([start_s for start_s, _ in truth.reps_s], abs=NEAR_S)


def test_the_reported_curls_teach_eight_reps_and_are_found_again() -> None:
    arrays = np.load(real_data("field-reports/npz/alternating-curls-4-left-4-right.npz"))
    poses = PoseSeries(arrays["captured_us"], arrays["keypoints"])
    reference = make_reference("biceps-curl", poses)
    assert len(reference.reps) == len(cut_reps(learn_template(reference), poses)) == 8
