from dataclasses import replace
from math import exp, log, sqrt
from statistics import NormalDist, fmean

import numpy as np
import pytest

from spotter.movement.assessment.calibration.calibration import Calibration, learn
from spotter.movement.assessment.judgeable_rep import JudgeableRep
from spotter.movement.assessment.judgement import Judgement, judge
from spotter.movement.assessment.learned_reference import LearnedReference
from spotter.movement.assessment.relation import USUAL_SCORES, Relation
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from support.movements.varied_squats import DEPTH_PX, varied_squat, varied_squats

SEED = 5


def exercise(reps: int, ratio: float = 0.05, seed: int = SEED) -> Exercise:
    squats = varied_squats(np.random.default_rng(seed), reps)
    return Exercise((Reference("squat", squats, "anna"),), false_alarm_ratio=ratio)


def of_people(people: int, reps: int = 3, seed: int = SEED) -> Exercise:
    rng = np.random.default_rng(seed)
    depths_px = DEPTH_PX * rng.uniform(0.85, 1.15, people)
    return Exercise(
        tuple(
            Reference("squat", varied_squats(rng, reps, depth_px), f"person {number}")
            for number, depth_px in enumerate(depths_px)
        )
    )


def score(
    rep: PoseSeries,
    known: tuple[LearnedReference, ...],
    relation: Relation = Relation.SAME_PERSON,
) -> float:
    judged = judge(JudgeableRep.of(rep), known, relation)
    assert isinstance(judged, Judgement)
    return judged.score


@pytest.mark.parametrize(("reps", "ratio", "sets"), [(22, 0.05, 60), (12, 0.1, 40)])
def test_with_enough_reps_false_alarms_on_unseen_good_reps_stay_within_the_stated_ratio(
    reps: int, ratio: float, sets: int
) -> None:
    rng = np.random.default_rng(SEED)
    alarms = np.zeros((sets, 12))
    for seed, row in enumerate(alarms):
        learned = learn(exercise(reps, ratio, seed), "anna")
        assert learned.calibration.is_guaranteed
        for place, rep in enumerate(varied_squats(rng, len(row))):
            found = learned.judge(JudgeableRep.of(rep))
            row[place] = isinstance(found, Judgement) and (
                found.score > learned.calibration.threshold
            )
    by_chance = alarms.mean(axis=1).std() / sqrt(sets)
    assert 0 < alarms.mean() <= ratio + 2 * by_chance
    assert by_chance < 0.03


def test_it_says_how_many_reps_are_missing_for_a_guarantee() -> None:
    for reps, ratio, missing in ((3, 0.05, 19), (21, 0.05, 1), (22, 0.05, 0), (11, 0.1, 1)):
        calibration = learn(exercise(reps, ratio), "anna").calibration
        assert calibration.missing_reps == missing
        assert calibration.is_guaranteed is (missing == 0)


def test_with_several_people_it_counts_missing_people() -> None:
    assert learn(of_people(3)).calibration.missing_reps == 19


def test_with_few_reps_each_is_judged_without_itself() -> None:
    known = exercise(4)
    reference = known.references[0]
    expected = []
    for left_out in range(4):
        rest = tuple(rep for place, rep in enumerate(reference.reps) if place != left_out)
        others = (LearnedReference.of(replace(reference, reps=rest)),)
        expected.append(score(reference.reps[left_out], others))
    assert learn(known, "anna").calibration.good_scores == pytest.approx(expected)


def test_with_many_reps_the_held_back_ones_are_not_learned_from() -> None:
    learned = learn(exercise(25), "anna")
    assert len(learned.calibration.good_scores) == 19
    assert sum(len(one.reference.reps) for one in learned.known) == 6


@pytest.mark.parametrize(("reps", "checking", "above"), [(22, 19, 0), (40, 20, 0), (80, 40, 1)])
def test_the_threshold_is_the_largest_good_score_or_leaves_few_enough_above(
    reps: int, checking: int, above: int
) -> None:
    found = learn(exercise(reps, 0.05), "anna").calibration
    assert len(found.good_scores) == checking
    assert found.threshold == sorted(found.good_scores)[-1 - above]
    assert (1 + above) / (1 + checking) <= found.false_alarm_ratio


def test_with_enough_people_some_are_held_back_and_the_ratio_holds_for_a_newcomer() -> None:
    alarms = []
    for seed in range(12):
        everybody = of_people(32, reps=2, seed=seed)
        known = replace(everybody, references=everybody.references[:22])
        learned = learn(known)
        assert learned.calibration.is_guaranteed
        assert len(learned.known) == 3
        alarms += [
            judged.score > learned.calibration.threshold
            for newcomer in everybody.references[22:]
            if isinstance(judged := learned.judge(JudgeableRep.of(newcomer.reps[0])), Judgement)
        ]
    assert np.mean(alarms) < 0.12


def test_people_are_judged_by_other_people() -> None:
    known = of_people(3)
    by_others = [
        score(
            rep,
            tuple(
                LearnedReference.of(one)
                for one in known.references
                if one.person != reference.person
            ),
            Relation.SEVERAL_PEOPLE,
        )
        for reference in known.references
        for rep in reference.reps
    ]
    assert learn(known).calibration.good_scores == pytest.approx(by_others)


@pytest.mark.parametrize("reps", [4, 200])
def test_a_lower_ratio_of_false_alarms_raises_the_threshold(reps: int) -> None:
    thresholds = [
        learn(exercise(reps, ratio), "anna").calibration.threshold for ratio in (0.01, 0.05, 0.1)
    ]
    assert thresholds[0] > thresholds[1] > thresholds[2]


def test_reps_that_differ_more_raise_the_threshold() -> None:
    rng = np.random.default_rng(SEED)
    steady, loose = (
        learn(
            Exercise((Reference("squat", varied_squats(rng, 8, spread=spread), "anna"),)), "anna"
        ).calibration.threshold
        for spread in (0.02, 0.15)
    )
    assert loose > 1.2 * steady


@pytest.mark.parametrize("spread", [0.005, 0.15])
def test_one_persons_reps_do_not_say_how_much_somebody_else_may_deviate(spread: float) -> None:
    squats = varied_squats(np.random.default_rng(SEED), 8, spread=spread)
    annas = Exercise((Reference("squat", squats, "anna"),))
    bens = learn(annas, "ben").calibration
    assert (
        bens.threshold
        == learn(annas).calibration.threshold
        == learn(exercise(1)).calibration.threshold
    )
    assert bens.missing_reps == 21


def test_however_many_reps_one_person_recorded_others_have_no_guarantee() -> None:
    assert not learn(exercise(40)).calibration.is_guaranteed
    assert learn(exercise(40), "anna").calibration.is_guaranteed


def test_a_faulty_rep_among_three_hardly_raises_the_threshold() -> None:
    rng = np.random.default_rng(SEED)
    good, faulty = varied_squats(rng, 3), varied_squats(rng, 1, DEPTH_PX * 0.6)
    clean, spoilt = (
        learn(Exercise((Reference("squat", reps, "anna"),)), "anna").calibration.threshold
        for reps in (good, (*good[:2], *faulty))
    )
    assert spoilt < 1.3 * clean


@pytest.mark.parametrize("reps", [5, 25])
def test_faulty_examples_that_leave_room_pull_the_threshold_the_more_the_more_they_are(
    reps: int,
) -> None:
    known = exercise(reps)
    shallow = varied_squats(np.random.default_rng(SEED), 19, DEPTH_PX / 2, spread=0.03)
    without = learn(known, "anna").calibration
    for number, part in ((1, 1 / 40), (19, 1 / 4)):
        found = learn(replace(known, faulty_reps=shallow[:number]), "anna").calibration
        least = min(found.faulty_scores)
        assert least > without.threshold
        assert found.threshold == pytest.approx(without.threshold ** (1 - part) * least**part)
        assert (found.misses, len(found.faulty_scores)) == (0, number)


def test_faulty_examples_that_look_good_do_not_lower_the_threshold_but_count_as_misses() -> None:
    known = exercise(5)
    alike = varied_squats(np.random.default_rng(SEED + 1), 2, spread=0.01)
    found = learn(replace(known, faulty_reps=alike)).calibration
    assert found.threshold == learn(known).calibration.threshold
    assert found.misses == 2


def test_false_alarms_and_misses_are_counted_by_the_threshold() -> None:
    found = Calibration(1.0, 0.05, 3, (0.5, 1.0, 1.1, 2.0), (0.9, 1.0, 1.5))
    assert (found.false_alarms, found.misses, found.is_guaranteed) == (2, 2, False)


def test_a_members_own_reps_calibrate_where_there_are_any() -> None:
    rng = np.random.default_rng(SEED)
    mixed = Exercise(
        (
            Reference("squat", varied_squats(rng, 5), "others"),
            Reference("squat", varied_squats(rng, 4), "anna"),
        )
    )
    assert len(learn(mixed, "anna").calibration.good_scores) == 4
    assert learn(mixed, "anna").calibration.missing_reps == 18
    assert len(learn(mixed, "ben").calibration.good_scores) == 9
    assert learn(mixed, "anna").calibration.relation is Relation.SAME_PERSON
    assert learn(mixed, "ben").calibration.relation is Relation.SEVERAL_PEOPLE


def limit(mean: float, spread: float) -> float:
    return exp(mean + spread * NormalDist().inv_cdf(0.95))


def test_few_reps_of_one_person_give_the_estimate_of_the_slow_twin() -> None:
    """The usual score counts as three reps; the person's is the median."""
    found = learn(exercise(5), "anna").calibration
    logs = sorted(log(score) for score in found.good_scores)
    mean = (3 * -1.25 + 5 * logs[2]) / 8
    assert found.threshold == pytest.approx(limit(mean, sqrt(0.33**2 + 0.36**2 / 8)))


def test_few_people_give_the_estimate_of_the_slow_twin_which_counts_each_once() -> None:
    rng = np.random.default_rng(SEED)
    references = tuple(
        Reference("squat", varied_squats(rng, reps, depth * DEPTH_PX), f"person {depth}")
        for reps, depth in ((1, 0.6), (2, 1.0), (3, 1.4))
    )
    found = learn(Exercise(references)).calibration
    first, *others = found.good_scores
    people = [first], others[:2], others[2:]
    logs = [fmean(map(log, of_one)) for of_one in people]
    usual = USUAL_SCORES[Relation.SEVERAL_PEOPLE]
    mean = (usual.log_mean + sum(logs)) / 4
    spread = sqrt(usual.spread_of_people**2 * 5 / 4 + usual.spread_of_reps**2)
    assert found.threshold == pytest.approx(limit(mean, spread))


def test_one_rep_is_enough_for_an_estimate() -> None:
    found = learn(exercise(1)).calibration
    assert found.good_scores == ()
    assert 0.2 < found.threshold < 2
    assert found.missing_reps == 21


@pytest.mark.parametrize("known", [exercise(5), exercise(24), of_people(3)])
def test_the_same_references_teach_the_same_to_the_bit(known: Exercise) -> None:
    first, again = learn(known).calibration, learn(known).calibration
    assert first == again
    assert first.threshold.hex() == again.threshold.hex()


def test_reps_that_cannot_be_judged_raise_no_alarm_and_weaken_no_guarantee() -> None:
    known = exercise(22)
    reference = known.references[0]
    hidden = reference.reps[-1].keypoints.copy()
    hidden[:, Joint.LEFT_KNEE, :2] = np.nan
    unseen = PoseSeries(reference.reps[-1].captured_us, hidden)
    with_one = replace(known, references=(replace(reference, reps=(*reference.reps[:-1], unseen)),))
    found = learn(with_one, "anna").calibration
    assert found.is_guaranteed
    assert len(found.good_scores) == 18
    assert found.threshold >= max(found.good_scores)


def test_a_reference_that_shows_nobody_is_an_error() -> None:
    rep = varied_squat(np.random.default_rng(SEED))
    nobody = PoseSeries(rep.captured_us, np.full_like(rep.keypoints, np.nan))
    with pytest.raises(MovementError, match="'squat' needs a rep that can be judged"):
        learn(Exercise((Reference("squat", (nobody, nobody)),)))
