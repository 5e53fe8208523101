import math

import numpy as np
import pytest

from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.quantised_poses import quantised
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.judged.verdict import Direction
from spotter.movement.values.taught.cue import Cue
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from support.movements.varied_squats import varied_squat, varied_squats

RNG = np.random.default_rng(3)
REPS = varied_squats(RNG, 3)
NEW = varied_squat(RNG)
CUE = Cue("knees out", Joint.LEFT_KNEE, Direction.INWARD)
ANNA = Reference("squat", REPS, "anna")
SQUAT = Exercise((ANNA,), varied_squats(RNG, 2), 0.1, (CUE,))


def sizes(exercise: Exercise) -> list[tuple[str, int]]:
    return [(one.person, len(one.reps)) for one in exercise.references]


def shortened(rep: PoseSeries) -> PoseSeries:
    """The same rep, cut a little differently."""
    return PoseSeries(rep.captured_us[3:], rep.keypoints[3:])


def test_it_needs_a_reference() -> None:
    with pytest.raises(MovementError, match=r"needs 1 or more references, .*; found \[\]"):
        Exercise(())


def test_references_of_different_exercises_are_refused() -> None:
    with pytest.raises(MovementError, match=r"of the same name; found \['lunge', 'squat'\]"):
        Exercise((ANNA, Reference("lunge", REPS)))


@pytest.mark.parametrize("ratio", [0.0, -0.1, 0.5, 1.0, math.nan, math.inf, 5e-324])
def test_a_ratio_of_false_alarms_out_of_its_range_is_refused(ratio: float) -> None:
    with pytest.raises(MovementError, match="a false-alarm ratio is at least 1e-06 and below"):
        Exercise((ANNA,), false_alarm_ratio=ratio)


def test_another_name_changes_nothing_else() -> None:
    renamed = SQUAT.renamed("deep-squat")
    assert renamed.name == "deep-squat"
    assert sizes(renamed) == sizes(SQUAT)
    assert (renamed.faulty_reps, renamed.cues) == (SQUAT.faulty_reps, SQUAT.cues)


def test_a_confirmed_rep_stands_beside_the_recordings() -> None:
    ben = Exercise((ANNA, Reference("squat", varied_squats(RNG, 2), "ben")))
    taught = ben.with_confirmed_rep(NEW, "anna")
    assert sizes(taught) == [("anna", 3), ("ben", 2), ("anna", 1)]
    assert taught.recorded == ben.references
    assert [one.reps for one in taught.confirmed] == [(NEW,)]
    assert taught.rep_count == 6


def test_a_confirmed_rep_is_carried_by_what_the_recording_is() -> None:
    told = Exercise((Reference("squat", REPS, "anna", (Joint.LEFT_KNEE,)),))
    assert told.with_confirmed_rep(NEW, "ben").confirmed[0].carried_by == (Joint.LEFT_KNEE,)


def test_confirmed_reps_alone_are_no_exercise() -> None:
    confirmed = Reference("squat", (NEW,), is_confirmed=True)
    with pytest.raises(MovementError, match="needs a recording; found only confirmed reps"):
        Exercise((confirmed,))
    with pytest.raises(MovementError, match="needs at least one good rep"):
        Exercise((Reference("squat", REPS[:1]), confirmed)).with_faulty_rep(REPS[0])


def test_feedback_on_a_rep_changes_nothing_else() -> None:
    for taught in (SQUAT.with_confirmed_rep(NEW, "anna"), SQUAT.with_faulty_rep(NEW)):
        assert (taught.name, taught.false_alarm_ratio, taught.cues) == ("squat", 0.1, (CUE,))
    assert SQUAT.with_confirmed_rep(NEW, "anna").faulty_reps == SQUAT.faulty_reps
    assert SQUAT.with_faulty_rep(NEW).faulty_reps == (*SQUAT.faulty_reps, NEW)
    assert sizes(SQUAT) == [("anna", 3)]


def test_a_rep_is_known_even_if_cut_a_little_differently() -> None:
    assert all(SQUAT.knows(rep) for rep in (*REPS, *SQUAT.faulty_reps, shortened(REPS[1])))
    assert not SQUAT.knows(NEW)


def test_a_rep_is_known_as_it_was_recorded_and_as_a_gym_keeps_it() -> None:
    kept = quantised(REPS[1])
    assert SQUAT.knows(kept)
    assert Exercise((Reference("squat", (kept,)),)).knows(shortened(REPS[1]))


def test_reps_that_only_share_a_pose_are_two() -> None:
    whole = varied_squat(RNG)
    first, second = (
        PoseSeries(whole.captured_us[part], whole.keypoints[part])
        for part in (slice(0, 21), slice(20, 40))
    )
    assert not Exercise((Reference("squat", (first,)),)).knows(second)


def test_other_poses_at_the_same_times_are_another_rep() -> None:
    other = PoseSeries(REPS[0].captured_us, REPS[0].keypoints + 1)
    assert not SQUAT.knows(other)


def test_repeated_feedback_counts_once() -> None:
    assert SQUAT.with_confirmed_rep(shortened(REPS[0]), "anna") is SQUAT
    assert SQUAT.with_faulty_rep(shortened(SQUAT.faulty_reps[0])) is SQUAT


def test_a_trainer_may_change_their_mind() -> None:
    wrong = SQUAT.with_faulty_rep(REPS[1])
    assert wrong.references[0].reps == (REPS[0], REPS[2])
    assert wrong.faulty_reps[-1] is REPS[1]
    again = wrong.with_confirmed_rep(REPS[1], "anna")
    assert [one.reps for one in again.references] == [(REPS[0], REPS[2]), (REPS[1],)]
    assert again.faulty_reps == SQUAT.faulty_reps


def test_a_reference_without_a_good_rep_is_dropped() -> None:
    both = SQUAT.with_confirmed_rep(NEW, "ben")
    assert sizes(both.with_faulty_rep(NEW)) == [("anna", 3)]


def test_the_only_good_rep_cannot_be_called_wrong() -> None:
    with pytest.raises(MovementError, match="'squat' needs at least one good rep"):
        Exercise((Reference("squat", (NEW,)),)).with_faulty_rep(NEW)


def test_a_recording_is_added_once() -> None:
    ben = Reference("squat", varied_squats(RNG, 2), "ben")
    both = SQUAT.with_reference(ben)
    assert sizes(both) == [("anna", 3), ("ben", 2)]
    with pytest.raises(MovementError, match="must have only new reps; found 2 of 2"):
        both.with_reference(ben)
    confirmed = SQUAT.with_confirmed_rep(ben.reps[1], "ben")
    assert sizes(confirmed.with_reference(ben)) == sizes(both)
    with pytest.raises(MovementError, match="of the same name"):
        SQUAT.with_reference(Reference("lunge", (NEW,)))
