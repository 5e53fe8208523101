"""Where a rep begins and ends, found online from one reference, without code per exercise."""

from movement.reps.cutter import RepCutter, cut_reps
from movement.reps.events import (
    RepAbandoned,
    RepEnded,
    RepEvent,
    RepStarted,
    SetEnded,
    SetStarted,
)
from movement.reps.template import Template, learn_template

__all__ = [
    "RepAbandoned",
    "RepCutter",
    "RepEnded",
    "RepEvent",
    "RepStarted",
    "SetEnded",
    "SetStarted",
    "Template",
    "cut_reps",
    "learn_template",
]
