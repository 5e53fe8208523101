import numpy as np
import pytest

from spotter.movement.fitting.reference_model import learn_model
from spotter.movement.geometry.trajectories.moments import moment_of
from spotter.movement.values.judged.verdict import Moment
from support.movements.filmed import filmed_reference


@pytest.mark.parametrize(
    ("exercise", "out", "turn", "back"),
    [
        ("squat", Moment.WAY_DOWN, Moment.BOTTOM, Moment.WAY_UP),
        ("overhead-press", Moment.WAY_UP, Moment.TOP, Moment.WAY_DOWN),
    ],
)
def test_the_start_and_the_end_are_a_twelfth_of_a_rep_and_the_turn_the_seventh_on_either_side(
    exercise: str, out: Moment, turn: Moment, back: Moment
) -> None:
    expected = learn_model(filmed_reference(exercise)).trajectory
    heights = np.nan_to_num(expected[..., 1] - expected[0, :, 1])
    turn_phase = int(np.abs(heights).max(axis=1).argmax()) / (len(expected) - 1)
    phases = {
        0.07: Moment.START,
        0.09: out,
        turn_phase - 0.16: out,
        turn_phase - 0.14: turn,
        turn_phase + 0.14: turn,
        turn_phase + 0.16: back,
        0.91: back,
        0.93: Moment.END,
    }
    assert {phase: moment_of(phase, expected) for phase in phases} == phases
