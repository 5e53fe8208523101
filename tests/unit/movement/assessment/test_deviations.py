import numpy as np
import pytest

from spotter.movement.assessment.deviations import Deviations, deviations_of
from spotter.movement.assessment.relation import Relation
from spotter.movement.fitting.reference_model import ReferenceModel, learn_model
from spotter.movement.fitting.registration import register
from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.geometry.trajectories.trajectory import PHASES, phase_trajectory
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.skeleton import MIRROR, Joint
from spotter.simulation.motion.faults import View
from support.movements.filmed import filmed_reference
from support.twins import movement as naive

REFERENCE = filmed_reference("squat")
EXPECTED = learn_model(REFERENCE)
OTHER = filmed_reference("squat", athlete_number=2)


def compared(trajectory: Coordinates, frame_count: int, expected: ReferenceModel) -> Deviations:
    return deviations_of(
        register(trajectory, expected.trajectory), frame_count, expected, Relation.SAME_PERSON
    )


@pytest.mark.parametrize("rep", range(5))
def test_the_score_is_the_mean_of_the_five_coordinates_that_are_farthest_out(rep: int) -> None:
    one = OTHER.reps[rep]
    found = compared(phase_trajectory(one), len(one), EXPECTED)
    worst = naive.worst_five(found.unexplained_ratio[found.phases])
    assert found.score == pytest.approx(worst, rel=1e-12)
    assert found.score > 0


def test_a_single_frame_does_not_decide_but_a_lasting_deviation_does() -> None:
    trajectory = phase_trajectory(REFERENCE.reps[1])
    usual = compared(trajectory, 60, EXPECTED).score
    once, lasting = trajectory.copy(), trajectory.copy()
    once[30, Joint.LEFT_WRIST] += 0.3
    lasting[20:40, [Joint.LEFT_WRIST, Joint.LEFT_ELBOW, Joint.LEFT_KNEE]] += 0.3
    assert compared(once, 60, EXPECTED).score < usual + 0.1
    assert compared(lasting, 60, EXPECTED).score > usual + 0.5


def test_the_ratio_is_the_size_of_the_offset_in_allowances() -> None:
    found = compared(phase_trajectory(OTHER.reps[0]), 60, EXPECTED)
    allowed_tl = found.ratio * EXPECTED.allowance
    assert allowed_tl == pytest.approx(np.abs(found.offset), nan_ok=True)
    assert np.nanmin(found.offset) < -0.05


def test_the_expected_trajectory_has_no_deviation() -> None:
    found = compared(EXPECTED.trajectory, 60, EXPECTED)
    assert found.score == pytest.approx(0, abs=1e-9)
    assert np.nanmax(np.abs(found.offset)) == pytest.approx(0, abs=1e-9)
    assert found.phases.all()
    assert found.facing is Facing.SAME


def test_phases_that_were_cut_off_have_no_deviation() -> None:
    rep = REFERENCE.reps[0]
    later = rep.between(int(rep.captured_us[len(rep) // 4]), int(rep.captured_us[-1]))
    found = compared(phase_trajectory(later), len(later), EXPECTED)
    assert 0 < found.phases.sum() < PHASES
    for values in (found.offset, found.ratio, found.unexplained_ratio):
        assert np.isnan(values[~found.phases]).all()
        assert np.isfinite(values[found.phases][:, Joint.NECK]).all()


def test_a_mirrored_rep_deviates_as_much_as_the_rep() -> None:
    reference = filmed_reference("lunge", View.SIDE)
    expected = learn_model(reference)
    trajectory = phase_trajectory(reference.reps[2])
    mirrored = trajectory[:, MIRROR] * (-1, 1)
    here, there = compared(trajectory, 40, expected), compared(mirrored, 40, expected)
    assert (here.facing, there.facing) == (Facing.SAME, Facing.MIRRORED)
    assert there.score == pytest.approx(here.score, rel=1e-9)
