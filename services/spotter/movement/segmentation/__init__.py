"""Finds online where reps begin and end, from references, without code per exercise."""

from spotter.movement.segmentation.cutter import RepCutter, cut_reps
from spotter.movement.segmentation.cutter_state import CutterState
from spotter.movement.segmentation.events import (
    RepAbandoned,
    RepEnded,
    RepEvent,
    RepStarted,
    SetEnded,
    SetStarted,
    WhyAbandoned,
)
from spotter.movement.segmentation.template import Template, learn_template

__all__ = [
    "CutterState",
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
