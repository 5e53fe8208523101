"""The figures of ``spotter evaluate equipment --rendered`` as a table, and as JSON."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from spotter.equipment.seeing.appearance import FALSE_HELD_RATIO
from spotter.evaluation.equipment.rendered.rendered import EndTrial
from spotter.evaluation.figure_words import UNKNOWN, decimal, milliseconds, percent
from spotter.evaluation.json_numbers import finite_or_none

_COLUMNS = (
    "Tool, view, end",
    "Boxes",
    "Seen",
    "Median error, radii",
    "Wrong",
    "Speed",
    "Held: AUC",
    "Empty: clear",
    "said to hold",
    "A look, CPU",
)


def print_rendered(trials: Sequence[EndTrial], console: Console) -> None:
    """Print them, and what could not be taught."""
    table = Table(*_COLUMNS)
    for trial in trials:
        if trial.reason is None:
            table.add_row(*_cells(trial))
    console.print(table)
    for trial in trials:
        if trial.reason is not None:
            console.print(f"{_name(trial)}: not taught: {trial.reason}", soft_wrap=True)
    console.print(f"Of looks without the equipment {percent(FALSE_HELD_RATIO)} were to be clear.")


def rendered_json(trials: Sequence[EndTrial], settings: dict[str, Any]) -> dict[str, Any]:
    """The same for scripts; what is unknown is null."""
    return {
        "command": "evaluate equipment",
        "settings": settings | {"stated_clear_without": FALSE_HELD_RATIO},
        "ends": [_end(trial) for trial in trials],
    }


def _cells(trial: EndTrial) -> tuple[str, ...]:
    error = trial.median_error_radii
    return (
        _name(trial),
        f"{trial.boxes}",
        percent(trial.seen_ratio),
        f"{error:.2f}" if trial.errors_radii else UNKNOWN,
        percent(trial.wrong_ratio),
        percent(trial.speed_ratio),
        decimal(trial.auc),
        percent(trial.clear_ratio),
        percent(trial.false_ratio),
        milliseconds(trial.look_s),
    )


def _name(trial: EndTrial) -> str:
    return f"{trial.tool}, {trial.view}, {trial.end}"


def _end(trial: EndTrial) -> dict[str, Any]:
    return {
        "tool": trial.tool,
        "view": trial.view,
        "end": trial.end,
        "not_taught": trial.reason,
        "boxes": trial.boxes,
        "seen": finite_or_none(trial.seen_ratio),
        "median_error_radii": finite_or_none(trial.median_error_radii),
        "wrong": finite_or_none(trial.wrong_ratio),
        "speed": finite_or_none(trial.speed_ratio),
        "held": {
            "auc": finite_or_none(trial.auc),
            "clear_without": finite_or_none(trial.clear_ratio),
            "said_without": finite_or_none(trial.false_ratio),
        },
        "seconds_per_look": finite_or_none(trial.look_s),
    }
