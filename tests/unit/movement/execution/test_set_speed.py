import pytest

from spotter.movement.execution.set_speed import with_part_of_first
from spotter.movement.values import Joint, LiftingSpeed, Measures, Outcome, Verdict


def said(
    mean_tl_s: float | None, outcome: Outcome = Outcome.GOOD, joint: Joint = Joint.RIGHT_WRIST
) -> Verdict:
    lifting = None if mean_tl_s is None else LiftingSpeed(joint, 0.8, mean_tl_s, 2 * mean_tl_s)
    return Verdict(outcome, 0.5, 1.0, measures=Measures(lifting=lifting))


def part_of(*verdicts: Verdict) -> float | None:
    *earlier, last = verdicts
    lifting = with_part_of_first(earlier, last).measures.lifting
    return lifting.of_first_ratio if lifting else None


def test_a_rep_is_compared_with_the_first_of_its_set_not_with_the_fastest() -> None:
    assert part_of(said(1.0)) == 1
    assert part_of(said(1.0), said(1.25), said(0.8)) == pytest.approx(0.8)


def test_reps_that_tell_no_speed_are_passed_over() -> None:
    faulty, unseen = said(0.5, Outcome.FAULTY), said(None)
    assert part_of(faulty, unseen, said(1.0), said(0.9)) == pytest.approx(0.9)
    assert part_of(said(1.0), faulty) is None
    assert part_of(said(1.0), unseen) is None


def test_the_speeds_of_two_joints_are_not_compared() -> None:
    assert part_of(said(2.0, joint=Joint.NECK), said(1.0)) == 1
