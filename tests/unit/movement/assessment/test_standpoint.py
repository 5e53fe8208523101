"""References judge reps that are seen from elsewhere, as far as depth tells how they look."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.assessment.judgeable_rep import JudgeableRep
from spotter.movement.assessment.judgement import Judgement, judge
from spotter.movement.assessment.learned_reference import LearnedReference
from spotter.movement.assessment.relation import Relation
from spotter.movement.geometry import Yaw
from spotter.movement.values import Facing, PoseSeries, Reference
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan, perform

SAME = Relation.SAME_PERSON


def squats(yaw_deg: float, reps: int = 1, seed: int = 3) -> tuple[PoseSeries, ...]:
    plan = Plan("squat", reps=reps)
    performance = perform(plan, np.random.default_rng(seed))
    poses = performance.poses(Camera(yaw_deg, aim_m=plan.aim_m))
    return tuple(
        poses.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6)) for rep in performance.reps
    )


def flat(reps: tuple[PoseSeries, ...]) -> tuple[PoseSeries, ...]:
    return tuple(replace(rep, world_m=None) for rep in reps)


def learned(reps: tuple[PoseSeries, ...]) -> LearnedReference:
    return LearnedReference.of(Reference("squat", reps, "anna"))


AHEAD, AHEAD_FLAT = learned(squats(0.0, 3)), learned(flat(squats(0.0, 3)))


def score(rep: PoseSeries, *known: LearnedReference) -> float:
    found = judge(JudgeableRep.of(rep), known, SAME)
    assert isinstance(found, Judgement), found
    return found.score


@pytest.mark.parametrize("yaw_deg", [-30, 30])
def test_a_reference_with_depth_is_turned_to_where_the_rep_is_seen_from(yaw_deg: float) -> None:
    (rep,) = squats(yaw_deg, seed=8)
    found = judge(JudgeableRep.of(rep), [AHEAD], SAME)
    assert isinstance(found, Judgement)
    assert found.by.turned_deg == pytest.approx(yaw_deg, abs=5)
    assert found.by.original is AHEAD.reference
    unturned = replace(AHEAD, view=found.by.view, reference=AHEAD_FLAT.reference)
    assert found.score < 0.6 * score(rep, replace(unturned, view=learned(squats(yaw_deg)).view))


def test_from_nearly_the_same_place_the_reference_stays_as_it_is() -> None:
    found = judge(JudgeableRep.of(squats(4.0, seed=8)[0]), [AHEAD], SAME)
    assert isinstance(found, Judgement)
    assert found.by is AHEAD


@pytest.mark.parametrize(("yaw_deg", "known"), [(75.0, AHEAD), (40.0, AHEAD_FLAT)])
def test_from_too_far_round_a_rep_is_unscorable_with_the_degrees(
    yaw_deg: float, known: LearnedReference
) -> None:
    (rep,) = squats(yaw_deg, seed=8)
    said = judge(JudgeableRep.of(rep), [known], SAME)
    assert isinstance(said, Reason)
    assert said.code is ReasonCode.TOO_FAR_ROUND
    assert said.found == pytest.approx(yaw_deg, abs=10)


def test_of_one_persons_several_views_the_best_decides_and_not_their_mean() -> None:
    left = learned(squats(45.0, 3))
    (rep,) = squats(45.0, seed=8)
    assert score(rep, AHEAD, left) == min(score(rep, AHEAD), score(rep, left))


def test_a_turned_reference_allows_more_across_the_picture_and_not_in_height() -> None:
    (rep,) = squats(0.0, seed=8)
    turned = replace(AHEAD, turned_deg=30.0)
    as_is, wide = (judge(JudgeableRep.of(rep), [one], SAME) for one in (AHEAD, turned))
    assert isinstance(as_is, Judgement)
    assert isinstance(wide, Judgement)
    ratios = wide.deviations.unexplained_ratio / as_is.deviations.unexplained_ratio
    assert np.nanmax(ratios[..., 0]) < 0.9
    np.testing.assert_allclose(ratios[..., 1][np.isfinite(ratios[..., 1])], 1.0)


def test_few_models_serve_all_cameras() -> None:
    yaws = (Yaw(deg, Facing.SAME, 1.0, 0.0) for deg in (28.0, 31.9))
    first, second = (AHEAD.seen_from(yaw) for yaw in yaws)
    assert first is second
