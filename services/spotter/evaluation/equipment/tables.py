"""The figures of ``spotter evaluate equipment`` as a table for a terminal, and as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from spotter.evaluation.equipment.halves import Trial
from spotter.evaluation.equipment.regained import Regained
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


@dataclass(frozen=True, slots=True)
class ByPose:
    """What an estimator's poses tell: the wrist's speed, and how equipment is found from them."""

    wrist_speed_ratio: float
    regained: Sequence[Regained]


def print_equipment(trials: Sequence[Trial], compared: ByPose | None, console: Console) -> None:
    """Print them, and what they do not tell; ``compared`` is None if no pose was asked."""
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
    if compared is not None:
        speed = percent(compared.wrist_speed_ratio)
        console.print(f"The nearer wrist moves from mark to mark at {speed} of the marks' speed.")
        for one in compared.regained:
            console.print(_regained_words(one), soft_wrap=True)


def equipment_json(
    trials: Sequence[Trial], compared: ByPose | None, settings: dict[str, Any]
) -> dict[str, Any]:
    """The same for scripts; what was not seen is null."""
    return {
        "command": "evaluate equipment",
        "settings": settings,
        "wrist_speed": compared and finite_or_none(compared.wrist_speed_ratio),
        "trials": [_trial(trial) for trial in trials],
        "from_the_forearm": compared and [_regained(one) for one in compared.regained],
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


def _regained_words(one: Regained) -> str:
    starts, followed = len(one.looks), sum(looks is not None for looks in one.looks)
    return (
        f"Taught on the {one.taught} half and found from the forearm alone: followed in {followed} "
        f"of {starts} starts, typically after {one.median_looks:.0f} pictures; at the first mark "
        f"then, {one.within_half} of {len(one.judged)} were within half a radius."
    )


def _regained(one: Regained) -> dict[str, Any]:
    return {
        "taught": one.taught,
        "looks_until_followed": list(one.looks),
        "errors_radii_at_the_next_mark": [
            None if error is None else finite_or_none(error) for error in one.errors_radii
        ],
        "starts_with_a_mark": len(one.judged),
        "within_half_a_radius": one.within_half,
    }
