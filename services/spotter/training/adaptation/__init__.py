"""What Spotter proposes for the next time, from what was planned and done. No I/O, no clock."""

from spotter.training.adaptation.condition import Condition, DayLoad, Readiness
from spotter.training.adaptation.inputs import Inputs
from spotter.training.adaptation.proposing import RULES_VERSION, propose
from spotter.training.adaptation.values import (
    Attempt,
    Change,
    DoneSet,
    FaultCount,
    Gym,
    Prescription,
    Progression,
    Proposal,
    Rule,
)
from spotter.training.adaptation.wording import sentence

__all__ = [
    "RULES_VERSION",
    "Attempt",
    "Change",
    "Condition",
    "DayLoad",
    "DoneSet",
    "FaultCount",
    "Gym",
    "Inputs",
    "Prescription",
    "Progression",
    "Proposal",
    "Readiness",
    "Rule",
    "propose",
    "sentence",
]
