"""The figures of ``spotter evaluate equipment`` as a table for a terminal, and as JSON."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from spotter.evaluation.equipment.halves import Trial
from spotter.evaluation.figure_words import UNKNOWN, milliseconds, percent
from spotter.evaluation.json_numbers import finite_or_none

_COLUMNS = (
    "Taught on",
    "Boxes",
    "Within half a radius",
    "Median error, radii",
    "Largest",
    "Speed",
    "Held: seen",
    "elsewhere",
    "A look, CPU",
)


def print_equipment(
    trials: Sequence[Trial], wrist_speed_ratio: float | None, console: Console
) -> None:
    """Print them, and what they do not tell; ``wrist_speed_ratio`` is None if no pose was asked."""
    table = Table(*_COLUMNS)
    for trial in trials:
        table.add_row(*_cells(trial))
    console.print(table)
    met, marks = (
        sum(counts)
        for counts in zip(
            *((one.within_half, len(one.errors_radii)) for one in trials), strict=True
        )
    )
    console.print(
        f"{met} of {marks} marks of the halves that were not taught were met within half a radius."
    )
    console.print("Following starts at each half's first mark, which does not count.")
    if wrist_speed_ratio is not None:
        speed = percent(wrist_speed_ratio)
        console.print(f"The nearer wrist moves from mark to mark at {speed} of the marks' speed.")


def equipment_json(
    trials: Sequence[Trial], wrist_speed_ratio: float | None, settings: dict[str, Any]
) -> dict[str, Any]:
    """The same for scripts; what was not seen is null."""
    return {
        "command": "evaluate equipment",
        "settings": settings,
        "wrist_speed": None if wrist_speed_ratio is None else finite_or_none(wrist_speed_ratio),
        "trials": [_trial(trial) for trial in trials],
    }


def _cells(trial: Trial) -> tuple[str, ...]:
    errors = np.array(list(trial.errors_radii.values()))
    seen = errors[np.isfinite(errors)]
    return (
        f"{trial.taught} half",
        f"{trial.boxes}",
        f"{trial.within_half} of {len(errors)}",
        f"{np.median(seen):.2f}" if len(seen) else UNKNOWN,
        f"{seen.max():.2f}" if len(seen) else UNKNOWN,
        percent(trial.speed_ratio),
        percent(trial.clear_ratio),
        percent(trial.false_ratio),
        milliseconds(trial.look_s),
    )


def _trial(trial: Trial) -> dict[str, Any]:
    errors = {str(index): finite_or_none(error) for index, error in trial.errors_radii.items()}
    return {
        "taught": trial.taught,
        "boxes": trial.boxes,
        "errors_radii": errors,
        "within_half_a_radius": trial.within_half,
        "speed": finite_or_none(trial.speed_ratio),
        "held": {
            "from_clarity": trial.appearance.clear_from,
            "stated_elsewhere": trial.appearance.false_ratio,
            "found_elsewhere": trial.false_ratio,
            "missed_while_taught": trial.appearance.missed_ratio,
            "found": trial.clear_ratio,
        },
        "seconds_per_look": trial.look_s,
    }
