"""What holds for every history."""

import re
from dataclasses import replace
from itertools import pairwise
from math import ceil
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.training.adaptation import (
    Attempt,
    Change,
    Condition,
    DoneSet,
    Prescription,
    Progression,
    propose,
    sentence,
)
from spotter.training.adaptation.rules.double_progression import double_progression
from spotter.training.imports import SetKind
from unit.training.adaptation.histories import GYM, attempt, conditions, histories, prescriptions

History = tuple[Attempt, ...]
_NOT_COUNTED = (SetKind.WARMUP, SetKind.DROPSET)


@settings(max_examples=40)
@given(histories(), conditions(), st.sampled_from(Progression))
def test_nothing_rises_by_more_than_one_step(
    history: History, condition: Condition, progression: Progression
) -> None:
    proposal = propose(history, condition, GYM, progression)
    old, new = proposal.old, proposal.new
    assert new.sets == old.sets
    old_kg, new_kg = old.load_kg or 0.0, new.load_kg or 0.0
    assert new_kg - old_kg <= max(GYM.step_kg, 0.02 * old_kg + GYM.step_kg) * (old_kg > 0)
    if new_kg == old_kg:
        assert new.most_reps <= old.most_reps + 1
    assert (new_kg - old_kg) / GYM.step_kg == pytest.approx(round((new_kg - old_kg) / GYM.step_kg))


@settings(max_examples=40)
@given(histories(), conditions(), st.sampled_from(Progression))
def test_pain_stops_every_increase(
    history: History, condition: Condition, progression: Progression
) -> None:
    proposal = propose(history, replace(condition, hurts=True), GYM, progression)
    assert proposal.change is not Change.RAISE
    assert (proposal.new.load_kg or 0) <= (proposal.old.load_kg or 0)


@settings(max_examples=40)
@given(histories(), conditions(), st.sampled_from(Progression))
def test_the_same_history_gives_the_same_proposal_whatever_warm_ups_there_were(
    history: History, condition: Condition, progression: Progression
) -> None:
    warm_up = DoneSet(20, load_kg=1.0, kind=SetKind.WARMUP)
    warmed = tuple(replace(one, sets=(warm_up, *one.sets)) for one in history)
    proposal = propose(history, condition, GYM, progression)
    assert proposal == propose(warmed, condition, GYM, progression)


@settings(max_examples=40)
@given(histories(), conditions(), st.sampled_from(Progression))
def test_the_words_have_the_numbers_of_the_proposal_and_of_the_history_only(
    history: History, condition: Condition, progression: Progression
) -> None:
    proposal = propose(history, condition, GYM, progression)
    what = sentence(proposal, "squat").removesuffix(f": {proposal.because}.")
    assert _numbers(what) == _expected(proposal.change, proposal.old, proposal.new)
    assert set(_numbers(proposal.because)) <= _known(history, condition)


@given(prescriptions(), st.data())
def test_double_progression_is_as_its_slow_twin(
    prescribed: Prescription, data: st.DataObject
) -> None:
    kinds, reps = st.sampled_from(SetKind), st.integers(0, 20)
    lighter_kg = (prescribed.load_kg or 2.5) - 2.5
    loads = st.sampled_from([prescribed.load_kg, lighter_kg])
    sets = data.draw(
        st.lists(st.builds(DoneSet, reps, st.just(0), loads, kinds), min_size=1, max_size=6)
    )
    attempted = replace(attempt([1], prescribed), sets=tuple(sets))
    is_raised = double_progression([attempted], GYM).change is Change.RAISE
    assert is_raised is _slowly(prescribed, sets)


def test_who_can_lift_anything_gets_ahead_from_the_lightest_load() -> None:
    history = [attempt([12] * 3, Prescription(3, 8, 12, 5.0))]
    for _ in range(70):
        new = propose(history, Condition(), GYM).new
        history.append(attempt([new.most_reps] * 3, new))
    assert (history[-1].prescribed.load_kg or 0) > 60


def test_who_can_lift_nothing_is_asked_for_less_until_hardly_anything_is_left() -> None:
    history = [attempt([0] * 3, Prescription(3, 8, 12, 60.0))]
    for _ in range(80):
        history.append(attempt([0] * 3, propose(history, Condition(), GYM).new))
    assert history[-1].prescribed == Prescription(3, 1, 1, 2.5)


def _slowly(prescribed: Prescription, sets: list[DoneSet]) -> bool:
    reached = 0
    looked_at = 0
    for one in sets:
        if one.kind in {SetKind.WARMUP, SetKind.DROPSET}:
            continue
        if prescribed.load_kg and (one.load_kg or 0) < prescribed.load_kg:
            continue
        if looked_at < prescribed.sets:
            looked_at += 1
            spared = ceil(0.05 * prescribed.most_reps)
            if one.reps >= prescribed.most_reps and one.good_reps >= prescribed.most_reps - spared:
                reached += 1
    return reached == prescribed.sets


def _expected(change: Change, old: Prescription, new: Prescription) -> list[float]:
    amount = [float(new.sets), *_range(new)]
    if change is Change.KEEP:
        return [*([new.load_kg] if new.load_kg else []), *amount]
    if old.load_kg != new.load_kg:
        return [*(one.load_kg for one in (new, old) if one.load_kg), *amount]
    return [*amount, *_range(old), *([new.load_kg] if new.load_kg else [])]


def _range(one: Prescription) -> list[float]:
    return [float(one.least_reps)] * (one.least_reps != one.most_reps) + [float(one.most_reps)]


def _numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"\d+(?:\.\d+)?", text)]


def _known(history: History, condition: Condition) -> set[float]:
    """Numbers that words may have: what was asked and done, sums of it, and the rules' own."""
    known = {2.0, 3.0}  # sessions in a row, reps in reserve, weeks before
    for one in history:
        known |= {float(done.reps) for done in one.sets}
        known |= {float(done.good_reps) for done in one.sets}
        known |= {float(done.reps_left or 0) for done in one.sets}
        known |= {float(round(100 * (done.speed_loss_ratio or 0))) for done in one.sets}
        known |= {float(fault.reps) for fault in one.faults}
        known |= {float(count) for count in range(len(one.sets) + 1)}
        known.add(float(sum(done.reps for done in one.sets if done.kind not in _NOT_COUNTED)))
        asked = one.prescribed
        known |= {float(asked.least_reps), float(asked.most_reps), float(asked.sets)}
        known.add(float(asked.most_reps + 2))
    ranges = [one.range_ratio for one in history if one.range_ratio is not None]
    known |= {float(round(100 * (1 - now / was))) for was, now in pairwise(ranges)}
    today = [one for one in condition.readiness if one.day == history[-1].day]
    usual = [one.index for one in condition.readiness if one.day < history[-1].day]
    known |= {float(one.index) for one in today}
    known |= {round(fmean(usual), 1)} if usual else set()
    return known
