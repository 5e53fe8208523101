"""All rules together: what is proposed for the next time."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from spotter.training.adaptation.condition import Condition
from spotter.training.adaptation.rules.double_progression import double_progression
from spotter.training.adaptation.rules.form import form
from spotter.training.adaptation.rules.longer_holds import longer_holds
from spotter.training.adaptation.rules.pain import pain
from spotter.training.adaptation.rules.readiness import readiness
from spotter.training.adaptation.rules.reps_in_reserve import reps_in_reserve
from spotter.training.adaptation.rules.speed_loss import speed_loss
from spotter.training.adaptation.rules.too_heavy import too_heavy
from spotter.training.adaptation.rules.training_load import training_load
from spotter.training.adaptation.rules.two_failures import two_failures
from spotter.training.adaptation.rules.two_for_two import two_for_two
from spotter.training.adaptation.stepping import DELOAD_RATIO, lowered, raised
from spotter.training.adaptation.values import (
    Attempt,
    Change,
    Finding,
    Gym,
    Prescription,
    Progression,
    Proposal,
)
from spotter.training.errors import TrainingError

RULES_VERSION = "2"
"""Changes whenever the same history would give another proposal."""
_A_STEP = 0.0
"""Of a load: at least a step is always taken."""


class _Progressing(Protocol):
    def __call__(self, attempts: Sequence[Attempt], gym: Gym) -> Finding: ...


_PROGRESSIONS: Mapping[Progression, _Progressing] = MappingProxyType(
    {
        Progression.DOUBLE: double_progression,
        Progression.TWO_FOR_TWO: two_for_two,
        Progression.RESERVE: reps_in_reserve,
    }
)


def propose(
    attempts: Sequence[Attempt],
    condition: Condition,
    gym: Gym,
    progression: Progression = Progression.DOUBLE,
) -> Proposal:
    """What is proposed after ``attempts`` of one exercise, oldest first; the last one decides.

    Two failures lower the load, and so does a single session whose best set fell short. Otherwise
    the progression decides, that of holds where sets go by time, and whatever speaks against an
    increase stops it: pain, form, speed, readiness, the week's load, in this order. Nothing rises
    by more than one step. The same history gives the same proposal.

    Raises :class:`TrainingError` without an attempt.
    """
    if not attempts:
        raise TrainingError("expected a session of the exercise; found none")
    old = attempts[-1].prescribed
    finding = two_failures(attempts)
    if finding:
        new = lowered(attempts, gym, DELOAD_RATIO)
    elif short := too_heavy(attempts):
        finding, new = short.finding, lowered(attempts, gym, short.ratio)
    else:
        finding = _progressed(attempts, gym, progression)
        if finding.change is Change.RAISE:
            finding = _against(attempts, condition) or finding
        new = _moved(finding.change, attempts, gym)
    change = finding.change if new != old else Change.KEEP
    return Proposal(finding.rule, change, old, new, finding.because)


def _progressed(attempts: Sequence[Attempt], gym: Gym, progression: Progression) -> Finding:
    if attempts[-1].prescribed.seconds is not None:
        return longer_holds(attempts)
    return _PROGRESSIONS[progression](attempts, gym)


def _against(attempts: Sequence[Attempt], condition: Condition) -> Finding | None:
    day = attempts[-1].day
    return (
        pain(condition)
        or form(attempts)
        or speed_loss(attempts)
        or readiness(condition, day)
        or training_load(condition, day)
    )


def _moved(change: Change, attempts: Sequence[Attempt], gym: Gym) -> Prescription:
    if change is Change.RAISE:
        return raised(attempts, gym)
    if change is Change.LOWER:
        return lowered(attempts, gym, _A_STEP)
    return attempts[-1].prescribed
