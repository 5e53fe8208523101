import pytest

from spotter.movement.fitting.movement_scale import movement_scale
from spotter.movement.fitting.reference_model import learn_model
from spotter.movement.geometry.trajectories.trajectory import phase_trajectory
from spotter.movement.values.taught.reference import Reference
from support.movements.filmed import filmed_reference
from support.movements.shrugs import shrug_rep, shrugs


def scale_of(height_m: float, noise_px: float) -> float:
    poses = shrugs([height_m], seed=3, noise_px=noise_px)
    return movement_scale(phase_trajectory(poses), [poses])


@pytest.mark.parametrize("exercise", ["squat", "biceps-curl", "jumping-jack", "lunge"])
def test_large_movements_have_the_usual_scale(exercise: str) -> None:
    assert learn_model(filmed_reference(exercise)).scale == 1


def test_a_small_movement_has_a_scale_as_much_smaller_as_it_travels_less() -> None:
    six, twelve = scale_of(0.06, 0.2), scale_of(0.12, 0.2)
    assert twelve == pytest.approx(2 * six, rel=0.1)
    assert 0.2 < six < 0.3


def test_noise_leaves_the_scale_larger() -> None:
    assert scale_of(0.04, 4) == pytest.approx(2 * scale_of(0.04, 2), rel=0.2)
    assert scale_of(0.04, 4) > 2 * scale_of(0.04, 0.2)


def test_the_least_scale_allows_for_swaying() -> None:
    assert scale_of(0.001, 0) == 0.15


def test_the_allowance_of_a_small_movement_is_small() -> None:
    shrug = learn_model(Reference("shrug", tuple(shrug_rep(0.06, seed) for seed in range(3))))
    squat = learn_model(filmed_reference("squat", reps=3))
    shrug_tl, squat_tl = (model.allowance[:, model.carries].mean() for model in (shrug, squat))
    assert shrug_tl < 0.4 * squat_tl
