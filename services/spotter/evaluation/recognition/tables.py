"""The figures of ``spotter evaluate recognition`` as a table for a terminal, and as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from spotter.evaluation.figure_words import percent
from spotter.evaluation.recognition.recognition import LOOKS, Does, Look


@dataclass(frozen=True, slots=True)
class Shares:
    """How often the right exercise is recognised, another one, and the expected one; 0 to 1."""

    right: float
    wrong: float
    expected: float


@dataclass(frozen=True, slots=True)
class Row:
    """The shares of some looks, without anything expected and with it."""

    does: Does
    after_reps: int
    looks: int
    unaided: Shares
    aided: Shares


def rows_of(looks: Sequence[Look]) -> Iterator[Row]:
    """The figures by what the member does and after how many reps it is asked."""
    for does in Does:
        for after_reps in LOOKS:
            some = [one for one in looks if (one.does, one.after_reps) == (does, after_reps)]
            if some:
                unaided = _shares(some, [one.unaided for one in some])
                aided = _shares(some, [one.recognised for one in some])
                yield Row(does, after_reps, len(some), unaided, aided)


def print_recognition(looks: Sequence[Look], console: Console) -> None:
    """Print a row for each thing that a member may do, and for each number of reps."""
    table = Table(
        *("Does", "Reps", "Looks", "Right", "Right, expected", "Wrong", "Wrong, expected"),
        title="Which exercise of the day is recognised, without and with one expected",
    )
    for row in rows_of(looks):
        cells = (row.unaided.right, row.aided.right, row.unaided.wrong, row.aided.wrong)
        table.add_row(row.does.value, str(row.after_reps), str(row.looks), *map(percent, cells))
    console.print(table)


def recognition_json(looks: Sequence[Look], settings: dict[str, Any]) -> dict[str, Any]:
    """The report. ``docs/evaluating.md`` describes the keys."""
    rows = [
        {
            "does": row.does.value,
            "after_reps": row.after_reps,
            "looks": row.looks,
            "nothing_expected": _plain(row.unaided),
            "one_expected": _plain(row.aided),
        }
        for row in rows_of(looks)
    ]
    return {"command": "evaluate recognition", "settings": settings, "rows": rows}


def _shares(looks: Sequence[Look], named: Sequence[str | None]) -> Shares:
    """None of the day is right where the exercise is none of the day's."""
    right = [None if one.does is Does.FOREIGN else one.exercise for one in looks]
    pairs = list(zip(looks, right, named, strict=True))
    return Shares(
        sum(name == of for _, of, name in pairs) / len(pairs),
        sum(name is not None and name != of for _, of, name in pairs) / len(pairs),
        sum(name == one.expected for one, _, name in pairs) / len(pairs),
    )


def _plain(one: Shares) -> dict[str, float]:
    return {"right": one.right, "wrong": one.wrong, "the_expected_one": one.expected}
