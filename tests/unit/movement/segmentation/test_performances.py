"""Simulated athletes' movements without rendering: everything but the pose network."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from spotter.movement.scoring import Scorer, Visit, make_scorer
from spotter.movement.segmentation import RepEnded, Template, cut_reps, learn_template
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.judged.verdict import Outcome, Verdict
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.movement.wording.verdict_words import hints
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference

REPS = 11
FIRST_FAULTY = 5
"""After the reps that make the baseline."""
STATIONS = [
    (exercise.name, view)
    for exercise in EXERCISES.values()
    for view in View
    if any(view in views for views in exercise.faults.values())
]
ATHLETES = (0, 2, 3)
"""The first is the one who recorded the reference."""


@dataclass(frozen=True, slots=True)
class LearnedExercise:
    """What is learned from a reference: a template to find reps and scorers to judge them."""

    reference: Reference
    template: Template
    of_strangers: Scorer
    of_the_person: Scorer


@cache
def learned_from(exercise: str, view: View) -> LearnedExercise:
    reference = filmed_reference(exercise, view)
    exercise_of = Exercise((reference,))
    strangers, own = (make_scorer("spotter", exercise_of, who) for who in ("", reference.person))
    return LearnedExercise(reference, learn_template(reference), strangers, own)


def faults_seen_from(exercise: str, view: View) -> list[FaultKind]:
    faults = EXERCISES[exercise].faults.items()
    return [kind for kind, views in faults if view in views and kind is not FaultKind.REST]


def judged(
    learned: LearnedExercise, scorer: Scorer, poses: PoseSeries
) -> tuple[list[RepEnded], list[Verdict]]:
    reps, visit = cut_reps(learned.template, poses), Visit(scorer)
    return reps, [
        visit.score(str(rep.started_us), poses.between(rep.started_us, rep.ended_us))
        for rep in reps
    ]


@pytest.mark.parametrize(
    ("exercise", "view", "who"),
    [(*station, who) for station in STATIONS for who in ATHLETES],
)
def test_every_rep_is_counted_and_the_seeded_faulty_ones_and_only_those_are_called_faulty(
    exercise: str, view: View, who: int
) -> None:
    kinds = faults_seen_from(exercise, view)
    faulty = [FIRST_FAULTY + 2 * place for place in range(len(kinds))]
    faults = {kind: frozenset({rep}) for kind, rep in zip(kinds, faulty, strict=True)}
    faults[FaultKind.REST] = frozenset({4})
    plan = Plan(exercise, reps=REPS, faults=faults, body=athlete(who).body)
    performance, poses = filmed(plan, view)
    learned = learned_from(exercise, view)
    reps, verdicts = judged(learned, learned.of_strangers, poses)
    assert len(reps) == REPS
    for rep, truth in zip(reps, performance.reps, strict=True):
        assert rep.started_us < (truth.start_s + truth.end_s) * 5e5 < rep.ended_us
    outcomes = [verdict.outcome for verdict in verdicts]
    found = [number for number, outcome in enumerate(outcomes, 1) if outcome is not Outcome.GOOD]
    assert found == faulty
    assert Outcome.UNSCORABLE not in outcomes


@pytest.mark.parametrize(
    ("exercise", "view", "kind", "words"),
    [
        ("squat", View.FRONT, FaultKind.SHALLOW, ["Sit deeper: your hips stop", "at the bottom"]),
        ("squat", View.SIDE, FaultKind.SHALLOW, ["Sit deeper: your hips stop", "at the bottom"]),
        ("squat", View.FRONT, FaultKind.KNEES_IN, ["Push your knees out", "at the bottom"]),
        ("lunge", View.SIDE, FaultKind.SHALLOW, ["Go deeper: your hips stop"]),
        ("lunge", View.SIDE, FaultKind.LEANING_FORWARD, ["Lift your chest", "further forward"]),
        ("push-up", View.SIDE, FaultKind.HALF_REP, ["Go deeper: your hips", "at the bottom"]),
        ("pull-up", View.FRONT, FaultKind.SHALLOW, ["Go higher: your hips", "at the top"]),
        ("biceps-curl", View.FRONT, FaultKind.SHALLOW, ["Go higher: your wrists", "at the top"]),
        ("front-raise", View.SIDE, FaultKind.SHALLOW, ["Go higher: your elbows", "at the top"]),
        ("front-raise", View.FRONT, FaultKind.ONE_SIDE_LAGGING, ["Bring your left side along"]),
        ("overhead-press", View.FRONT, FaultKind.ONE_SIDE_LAGGING, ["Bring your left side along"]),
        ("overhead-press", View.SIDE, FaultKind.HALF_REP, ["Go higher: your elbows"]),
        ("jumping-jack", View.FRONT, FaultKind.ONE_SIDE_LAGGING, ["Bring your left side along"]),
        ("jumping-jack", View.FRONT, FaultKind.HALF_REP, ["Go higher: your elbows"]),
    ],
)
def test_the_first_hint_names_the_seeded_fault(
    exercise: str, view: View, kind: FaultKind, words: list[str]
) -> None:
    plan = Plan(exercise, reps=3, faults={kind: frozenset({2})})
    learned = learned_from(exercise, view)
    _, verdicts = judged(learned, learned.of_the_person, filmed(plan, view)[1])
    assert [verdict.outcome is Outcome.FAULTY for verdict in verdicts] == [False, True, False]
    assert all(word in hints(verdicts[1])[0] for word in words), hints(verdicts[1])


@pytest.mark.parametrize(("exercise", "view"), STATIONS)
def test_resting_between_and_after_the_reps_is_no_rep(exercise: str, view: View) -> None:
    plan = Plan(exercise, reps=3, rest_s=4.0)
    assert len(cut_reps(learned_from(exercise, view).template, filmed(plan, view)[1])) == 3


@pytest.mark.parametrize(("exercise", "view"), STATIONS)
def test_reps_cut_off_at_the_ends_of_a_recording_do_not_count(exercise: str, view: View) -> None:
    performance, poses = filmed(Plan(exercise, reps=4), view)
    first, last = performance.reps[0], performance.reps[-1]
    middles_us = [round((rep.start_s + rep.end_s) * 5e5) for rep in (first, last)]
    assert len(cut_reps(learned_from(exercise, view).template, poses.between(*middles_us))) == 2


@pytest.mark.parametrize(("exercise", "view"), STATIONS)
def test_an_athlete_of_another_size_at_another_tempo_is_counted(exercise: str, view: View) -> None:
    plan = Plan(exercise, reps=4, rep_s=1.3 * EXERCISES[exercise].rep_s, body=athlete(2).body)
    assert len(cut_reps(learned_from(exercise, view).template, filmed(plan, view, seed=13)[1])) == 4


def test_pose_network_noise_does_not_change_the_count() -> None:
    poses = filmed(Plan("squat", reps=4), noise_px=3.0)[1]
    assert len(cut_reps(learned_from("squat", View.FRONT).template, poses)) == 4


def test_a_reference_holds_all_reps_of_its_recording() -> None:
    for exercise, view in STATIONS:
        assert len(learned_from(exercise, view).reference.reps) == 5, (exercise, view)
        assert np.isfinite(learned_from(exercise, view).template.duration_s)
