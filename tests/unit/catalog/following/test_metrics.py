"""What is counted of workouts that are followed."""

from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from prometheus_client import CollectorRegistry
from sqlalchemy.orm import Session

from spotter.catalog.following.changes import Changes
from spotter.catalog.following.metrics import FollowingMetrics
from spotter.training.following.events import (
    Correction,
    Next,
    OtherExercise,
    OtherLoad,
    RepsLeft,
    Skip,
    Undo,
)

KINDS: dict[str, Correction] = {
    "next": Next(0),
    "skip": Skip(0),
    "undo": Undo(0),
    "exercise": OtherExercise(0, "squat"),
    "load": OtherLoad(0, 60),
    "left": RepsLeft(0, 0, 2),
}


def test_all_kinds_of_corrections_are_tried_here() -> None:
    assert {type(one) for one in KINDS.values()} == {*get_args(Correction)}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_correction_is_counted(kind: str) -> None:
    registry = CollectorRegistry()
    changes = Changes(Session(), ZoneInfo("UTC"), 0)
    changes.correction = KINDS[kind]
    FollowingMetrics(registry).changed(changes)
    counted = registry.get_sample_value
    assert counted("spotter_catalog_workouts_corrections_total", {"kind": kind}) == 1
