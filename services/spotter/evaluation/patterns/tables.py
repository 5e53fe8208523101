"""The figures of ``spotter evaluate patterns`` as a table for a terminal, and as JSON."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from spotter.evaluation.json_numbers import finite_or_none
from spotter.evaluation.patterns.patterns import PatternFigures

_HEAD = (
    "Reps",
    "Kinds",
    "Patterns",
    "Rand index",
    "Right",
    "Wrong",
    "Unnamed",
    "Foreign named",
    "Good named",
)


def print_patterns(rows: Sequence[PatternFigures], console: Console) -> None:
    """Print a row for each exercise and view."""
    table = Table("", *_HEAD, title="Patterns of rendered athletes' faults")
    table.columns[0].no_wrap = True
    for row in rows:
        table.add_row(*_cells(row))
    console.print(table)


def _cells(row: PatternFigures) -> tuple[str, ...]:
    counts = (row.right, row.wrong, row.unnamed, row.foreign_named)
    return (
        row.name,
        *map(str, (row.reps, row.kinds, row.patterns)),
        f"{row.rand_index:.2f}",
        *map(str, counts),
        f"{row.good_named} of {row.good}",
    )


def patterns_json(rows: Sequence[PatternFigures], settings: dict[str, Any]) -> dict[str, Any]:
    """The report; unknown figures are null. ``docs/evaluating.md`` describes the keys."""
    return {
        "command": "evaluate patterns",
        "settings": settings,
        "exercises": [
            {
                "name": row.name,
                "faulty_reps": row.reps,
                "kinds": row.kinds,
                "patterns": row.patterns,
                "adjusted_rand_index": finite_or_none(row.rand_index),
                "named_rightly": row.right,
                "named_wrongly": row.wrong,
                "unnamed": row.unnamed,
                "foreign_named": row.foreign_named,
                "good_reps": row.good,
                "good_named": row.good_named,
            }
            for row in rows
        ],
    }
