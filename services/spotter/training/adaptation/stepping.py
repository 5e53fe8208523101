"""One step up and down from a prescription, such as a gym's plates allow it."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from statistics import fmean

from spotter.training.adaptation.counting import at_this_load
from spotter.training.adaptation.strength import epley_kg
from spotter.training.adaptation.values import Attempt, Gym, Prescription
from spotter.training.load import MOST_KG
from spotter.training.workout import MOST_REPS, MOST_S

_LEAST_RATIO = 0.02
_MOST_RATIO = 0.10
DELOAD_RATIO = 0.10
_STEP_S = 5.0
_MINUTE_S = 60.0
_GRAM_DECIMALS = 3
_SLACK = 1e-9


def raised(attempts: Sequence[Attempt], gym: Gym) -> Prescription:
    """One step more than the last prescription.

    The load rises by 2 to 10 % (ACSM 2009, Med Sci Sports Exerc 41(3)), in whole steps of the gym,
    and the range of reps begins anew. Where a step is more than that, as from 10 to 12.5 kg, a rep
    is added instead, until the reps done make the least reps at the next load likely (Epley):
    without it, light loads would never rise, or fall back again and again. Without a load, the
    range rises by a rep. Where sets go by time, they last a step longer, whatever the load.
    """
    now = attempts[-1].prescribed
    if now.seconds is not None:
        return replace(now, seconds=min(now.seconds + _step_s(now.seconds), MOST_S))
    if not now.load_kg:
        return replace(
            now, least_reps=_one_more(now.least_reps), most_reps=_one_more(now.most_reps)
        )
    step_kg = step_up_kg(now.load_kg, gym)
    heavier_kg = round(now.load_kg + step_kg, _GRAM_DECIMALS)
    if heavier_kg > MOST_KG:
        return now
    heavier = replace(_grown_from(attempts), load_kg=heavier_kg)
    is_far = step_kg > _MOST_RATIO * now.load_kg + _SLACK
    reserve_kg = epley_kg(now.load_kg, now.most_reps)
    if is_far and reserve_kg < epley_kg(heavier_kg, heavier.least_reps):
        return replace(now, most_reps=_one_more(now.most_reps))
    return heavier


def lowered(attempts: Sequence[Attempt], gym: Gym, ratio: float) -> Prescription:
    """Less by ``ratio`` of the load, in whole steps of the gym, a step at least.

    Where no lighter load is left, the range is a rep shorter. Sets by time come down to
    ``ratio`` less than the last ones lasted on average, in whole steps, a step at least.
    """
    if attempts[-1].prescribed.seconds is not None:
        return _shorter(attempts[-1], attempts[-1].prescribed.seconds, ratio)
    now = _grown_from(attempts)
    load_kg = now.load_kg or 0.0
    steps = max(1, round(load_kg * ratio / gym.step_kg))
    lighter_kg = round(load_kg - steps * gym.step_kg, _GRAM_DECIMALS)
    if lighter_kg > 0:
        return replace(now, load_kg=lighter_kg)
    last = attempts[-1].prescribed
    return replace(
        last, least_reps=max(1, last.least_reps - 1), most_reps=max(1, last.most_reps - 1)
    )


def _shorter(last: Attempt, seconds: float, ratio: float) -> Prescription:
    held_s = fmean(seconds if one.held_s is None else min(one.held_s, seconds) for one in last.sets)
    steps = max(1, ceil((seconds - held_s * (1 - ratio)) / _STEP_S - _SLACK))
    return replace(last.prescribed, seconds=max(seconds - steps * _STEP_S, min(seconds, _STEP_S)))


def _step_s(seconds: float) -> float:
    """5 s below a minute, 10 s from there on. Ours."""
    return _STEP_S if seconds < _MINUTE_S else 2 * _STEP_S


def step_up_kg(load_kg: float, gym: Gym) -> float:
    """The smallest number of the gym's steps that is 2 % of the load.

    >>> step_up_kg(60, Gym(step_kg=2.5)), step_up_kg(200, Gym(step_kg=2.5))
    (2.5, 5.0)
    """
    steps = max(1, ceil(load_kg * _LEAST_RATIO / gym.step_kg - _SLACK))
    return steps * gym.step_kg


def _grown_from(attempts: Sequence[Attempt]) -> Prescription:
    """The last prescription as it was before reps were added to its range at this load.

    What somebody planned otherwise meanwhile does not come back.
    """
    now = found = attempts[-1].prescribed
    for one in (attempt.prescribed for attempt in reversed(at_this_load(attempts))):
        if one.least_reps != now.least_reps or not 0 <= found.most_reps - one.most_reps <= 1:
            break
        found = one
    return replace(found, sets=now.sets)


def _one_more(reps: int) -> int:
    return min(reps + 1, MOST_REPS)
