"""A visit judged once more, without Redis or a catalog."""

from dataclasses import replace

import pytest

from spotter.movement.scoring import Scorer, make_scorer
from spotter.movement.scoring.visit import Visit, in_its_set
from spotter.movement.values import Baseline, Exercise, Rep
from spotter.scorer.judging.comparing import compared
from spotter.scorer.replay.outcome import outcome_of
from spotter.scorer.replay.visit_replay import Standard, VisitReplay
from spotter.wire.catalog.records.ledger import LedgerEntry
from spotter.wire.catalog.records.visits import StoredRep, StoredVisit
from spotter.wire.replays import ReplayedReps
from spotter.wire.verdicts import rep_verdict
from support.gyms.scored_gym import GOOD_PX, SHALLOW_PX, make_rep
from support.movements.stick_squats import squat_reference

DIGEST = "d" * 64
METHOD = "spotter-1"
DEPTHS_PX = (GOOD_PX, SHALLOW_PX, GOOD_PX, 48, GOOD_PX, SHALLOW_PX, GOOD_PX)


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return make_scorer("spotter", Exercise((squat_reference(),)))


@pytest.fixture(scope="module")
def visit(scorer: Scorer) -> StoredVisit:
    judging = Visit(scorer)
    reps = [make_rep(DIGEST, rep_number=at, depth_px=px) for at, px in enumerate(DEPTHS_PX, 1)]
    stored = tuple(StoredRep(entry(judging, rep), is_asked_for=True, rep=rep) for rep in reps)
    assert judging.baseline is not None
    return StoredVisit(stored, {judging.baseline.baseline_id: judging.baseline})


def entry(judging: Visit, rep: Rep) -> LedgerEntry:
    verdict = judging.score(rep.rep_id, rep.poses)
    return LedgerEntry(rep_verdict(rep, verdict, method_version=METHOD), "", has_poses=True)


def replayed(visit: StoredVisit, standard: Standard) -> ReplayedReps:
    return outcome_of("rack-1_1", VisitReplay(visit, standard).rescored(), standard)


def test_all_verdicts_are_the_same(visit: StoredVisit, scorer: Scorer) -> None:
    assert replayed(visit, Standard(lambda _: scorer, METHOD)).same == len(DEPTHS_PX)


def test_metres_are_the_same_again(scorer: Scorer) -> None:
    rep = replace(make_rep(DIGEST), height_m=1.8)
    said = in_its_set(compared(rep, None, lambda: scorer), ())
    assert said.measures.lifting is not None
    assert said.measures.lifting.scale is not None
    judged = rep_verdict(rep, said, method_version=METHOD)
    stored = StoredRep(LedgerEntry(judged, "", has_poses=True), is_asked_for=True, rep=rep)
    visit = StoredVisit((stored,), {})
    assert replayed(visit, Standard(lambda _: scorer, METHOD)).same == 1


def test_another_method_chooses_the_baseline_anew(visit: StoredVisit, scorer: Scorer) -> None:
    without_baselines = replace(visit, baselines={})
    assert replayed(without_baselines, Standard(lambda _: scorer, "spotter-2")).same == len(
        DEPTHS_PX
    )


def test_without_the_baseline_that_a_verdict_names_it_is_not_guessed(
    visit: StoredVisit, scorer: Scorer
) -> None:
    named = sum(bool(one.entry.judged.verdict.baseline_id) for one in visit.reps)
    found = replayed(replace(visit, baselines={}), Standard(lambda _: scorer, METHOD))
    assert (found.without_baseline, found.same) == (named, len(DEPTHS_PX) - named)
    assert 0 < named < len(DEPTHS_PX)


def test_what_was_said_of_a_rep_without_poses_still_counts_for_its_set(
    visit: StoredVisit, scorer: Scorer
) -> None:
    first, *others = visit.reps
    bare = replace(visit, reps=(replace(first, rep=None), *others))
    found = replayed(bare, Standard(lambda _: scorer, METHOD))
    assert (found.without_poses, found.same) == (1, len(DEPTHS_PX) - 1)


def test_a_verdict_that_is_not_the_same_to_the_bit_is_told(visit: StoredVisit) -> None:
    (baseline,) = visit.baselines.values()
    poses = baseline.reps[0]
    shifted = replace(poses, keypoints=poses.keypoints + poses.keypoints.dtype.type(0.5))
    other = Baseline(baseline.baseline_id, baseline.rep_ids, (shifted, *baseline.reps[1:]))
    fresh = make_scorer("spotter", Exercise((squat_reference(),)))
    found = replayed(
        replace(visit, baselines={baseline.baseline_id: other}), Standard(lambda _: fresh, METHOD)
    )
    assert found.changes
    assert all(one.is_by_same_standard for one in found.changes)
