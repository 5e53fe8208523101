"""Where a rep begins and ends, found online from references, without code per exercise."""

from movement.reps.cutter import RepCutter, cut_reps
from movement.reps.events import (
    RepAbandoned,
    RepEnded,
    RepEvent,
    RepStarted,
    SetEnded,
    SetStarted,
    WhyAbandoned,
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
    "WhyAbandoned",
    "cut_reps",
    "learn_template",
]
