"""Reps that stop on their way, and reps that nobody sees for a while."""

from functools import cache

import numpy as np
import pytest

from spotter.movement.scoring import make_scorer
from spotter.movement.segmentation import RepCutter, RepEnded, Template, cut_reps, learn_template
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.judged.verdict import Outcome
from spotter.movement.values.taught.exercise import Exercise
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import View
from support.movements.cutting import events_of
from support.movements.filmed import filmed_reference
from support.movements.interrupted import On, TrueSet, hidden, unseen_as_nan, with_stops
from support.real_data import real_data
from support.stored import stored_state

STATIONS = [
    (exercise.name, view)
    for exercise in EXERCISES.values()
    for view in View
    if any(view in views for views in exercise.faults.values())
]
NEAR_S = 0.7


@cache
def template(exercise: str, view: View) -> Template:
    return learn_template(filmed_reference(exercise, view))


def check(reps: list[RepEnded], truth: TrueSet) -> None:
    found_s = [time_us / 1e6 for rep in reps for time_us in (rep.started_us, rep.ended_us)]
    assert found_s == pytest.approx([time_s for rep in truth.reps_s for time_s in rep], abs=NEAR_S)


@pytest.mark.parametrize(("exercise", "view"), STATIONS)
@pytest.mark.parametrize("way_back", [False, True], ids=["out", "back"])
@pytest.mark.parametrize(("level", "stop_s"), [(0.5, 1.5), (0.7, 3.5)])
def test_a_rep_that_stops_on_its_way_is_one_whole_rep(
    exercise: str, view: View, level: float, stop_s: float, *, way_back: bool
) -> None:
    truth = with_stops(exercise, view, On(level, way_back), stop_s)
    check(cut_reps(template(exercise, view), truth.poses), truth)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_stop_that_is_stored_and_restored_ends_the_same_way(seed: int) -> None:
    truth = with_stops("squat", View.FRONT, On(0.3, way_back=seed == 2), 2.0, seed=seed)
    squat, split = template("squat", View.FRONT), 50 * seed
    cutter, events = RepCutter(squat), []
    for first in range(0, len(truth.poses), split):
        frames = slice(first, first + split)
        part = PoseSeries(truth.poses.captured_us[frames], truth.poses.keypoints[frames])
        events += events_of(cutter, part)
        cutter = RepCutter(squat, stored_state(cutter.state))
    whole = RepCutter(squat)
    assert events + cutter.finish() == events_of(whole, truth.poses) + whole.finish()


@pytest.mark.parametrize(("exercise", "view"), STATIONS)
@pytest.mark.parametrize("on", [On(0.3), On(0.7), On(0.8, way_back=True)])
def test_a_rep_during_which_nobody_is_seen_for_a_while_is_counted(
    exercise: str, view: View, on: On
) -> None:
    truth = hidden(exercise, view, on, gap_s=0.3 * EXERCISES[exercise].rep_s)
    check(cut_reps(template(exercise, view), truth.poses), truth)


def test_frames_without_anybody_and_missing_frames_are_the_same() -> None:
    truth = hidden("squat", View.FRONT, On(0.5), 1.0)
    every_us = np.round(np.arange(truth.poses.captured_us[-1] * 30 // 1_000_000 + 2) * 1e6 / 30)
    shown = unseen_as_nan(truth.poses, every_us.astype(np.int64))
    assert len(shown) == len(truth.poses) + 60
    squat = template("squat", View.FRONT)
    assert cut_reps(squat, shown) == cut_reps(squat, truth.poses)


def test_a_rep_that_was_hidden_is_unscorable() -> None:
    truth = hidden("squat", View.FRONT, On(0.5), 1.0)
    scorer = make_scorer("spotter", Exercise((filmed_reference("squat"),)))
    reps = cut_reps(template("squat", View.FRONT), truth.poses)
    verdicts = [scorer.score(truth.poses.between(rep.started_us, rep.ended_us)) for rep in reps]
    hidden_reps = [verdict.outcome is Outcome.UNSCORABLE for verdict in verdicts]
    assert hidden_reps == [False, True, True, False]


@pytest.mark.parametrize(
    ("name", "reps"),
    [
        ("15-squats-as-ingest-times-them-bursts-of-8", 15),
        ("6-good-squats-sides-swapped-in-2-percent", 6),
        ("squat-hidden-1s-in-reps-2-and-3-of-4", 4),
        ("squat-pause-2s-half-way-down-4-reps", 4),
        ("squat-sticking-2s-half-way-up-4-reps", 4),
    ],
)
def test_the_sets_that_people_reported_are_counted(name: str, reps: int) -> None:
    squat = learn_template(make_reference("squat", reported("squat-reference")))
    assert len(cut_reps(squat, reported(name))) == reps


def reported(name: str) -> PoseSeries:
    arrays = np.load(real_data(f"field-reports/npz/{name}.npz"))
    return PoseSeries(arrays["captured_us"], arrays["keypoints"])
