"""Prometheus metrics of workouts that are followed."""

from prometheus_client import CollectorRegistry, Counter

from spotter.catalog.following.changes import Changes
from spotter.training.following.events import (
    Correction,
    Next,
    OtherExercise,
    OtherLoad,
    RepsLeft,
    Skip,
    Undo,
)

_KINDS: dict[type[Correction], str] = {
    Next: "next",
    Skip: "skip",
    Undo: "undo",
    OtherExercise: "exercise",
    OtherLoad: "load",
    RepsLeft: "left",
}


class FollowingMetrics:
    """The metrics of workouts that are followed, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.begun = Counter(
            "spotter_catalog_workouts_begun",
            "Workouts of the day that sessions began with, or went on with at another station.",
            registry=registry,
        )
        self.sets_done = Counter(
            "spotter_catalog_workouts_sets_done",
            "Sets done, by what ticked them off: itself (their reps or holds were seen) or tap.",
            ["by"],
            registry=registry,
        )
        self.corrections = Counter(
            "spotter_catalog_workouts_corrections",
            "Corrections of what was followed, by kind: next, skip, undo, exercise, load; "
            "left is an answer, how many reps were left.",
            ["kind"],
            registry=registry,
        )

    def changed(self, changes: Changes) -> None:
        """Count changes, once they are committed."""
        self.sets_done.labels("itself").inc(changes.sets_done - changes.sets_tapped)
        self.sets_done.labels("tap").inc(changes.sets_tapped)
        if changes.correction:
            self.corrections.labels(_KINDS[type(changes.correction)]).inc()
