"""The figures of ``spotter evaluate held`` as tables for a terminal, and as JSON."""

from typing import Any

from rich.console import Console
from rich.table import Table

from spotter.evaluation.figure_words import UNKNOWN, decimal, milliseconds, percent
from spotter.evaluation.held.figures import HeldFigures, Row
from spotter.evaluation.json_numbers import finite_or_none
from spotter.movement.values import Hands

_COLUMNS = ("Looks at", "Truth", "Looks", "AUC", "Median", "Limits", "Held", "Empty", "Neither")


def print_held(figures: HeldFigures, console: Console) -> None:
    """Print each clip, the rendered takes by tool, and what was known in rendered sets."""
    table = Table(*_COLUMNS)
    for row in figures.rows:
        table.add_row(*_cells(row))
    console.print(table)
    limits = figures.limits
    console.print(
        f"Held from {limits.held_from:.3f}, empty hands below {limits.empty_to:.3f}; "
        f"{percent(figures.false_ratio)} of looks may err. A clip's limits are fitted on the "
        "others."
    )
    if figures.sets:
        for truth, known in figures.known_in_sets.items():
            shares = ", ".join(f"{what.words}: {percent(share)}" for what, share in known.items())
            console.print(f"In whole sets, while the truth was {truth.words}, known was {shares}.")
    console.print(f"A look takes {milliseconds(figures.look_s)} of one core.")


def held_json(figures: HeldFigures, settings: dict[str, Any]) -> dict[str, Any]:
    """The same for scripts."""
    return {
        "command": "evaluate held",
        "settings": settings,
        "limits": {
            "held_from": figures.limits.held_from,
            "empty_to": figures.limits.empty_to,
            "stated": figures.false_ratio,
        },
        "rows": [_row(row) for row in figures.rows],
        "sets": {
            _word(truth): _said(known)
            for truth, known in (figures.known_in_sets if figures.sets else {}).items()
        },
        "seconds_per_look": figures.look_s,
    }


def _cells(row: Row) -> tuple[str, ...]:
    limits = row.limits
    return (
        row.name,
        (Hands.HELD if row.is_held else Hands.EMPTY).words,
        f"{row.hands_seen} of {row.looks}",
        decimal(row.auc),
        decimal(row.median_score),
        f"{limits.held_from:.3f}, {limits.empty_to:.3f}" if limits else UNKNOWN,
        *(percent(row.said[one]) for one in Hands),
    )


def _row(row: Row) -> dict[str, Any]:
    limits = row.limits
    return {
        "name": row.name,
        "truth": _word(Hands.HELD if row.is_held else Hands.EMPTY),
        "looks": row.looks,
        "hands_seen": row.hands_seen,
        "median_score": finite_or_none(row.median_score),
        "auc": finite_or_none(row.auc),
        "limits": [limits.held_from, limits.empty_to] if limits else None,
        "said": _said(row.said),
    }


def _said(shares: dict[Hands, float]) -> dict[str, float | None]:
    return {_word(one): finite_or_none(share) for one, share in shares.items()}


def _word(hands: Hands) -> str:
    return hands.name.lower()
