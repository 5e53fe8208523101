"""The figures of ``spotter evaluate faces`` as a table for a terminal, and as JSON."""

from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from spotter.evaluation.faces.faces import Distances, FaceFigures
from spotter.evaluation.json_numbers import finite_or_none


def print_faces(figures: FaceFigures, console: Console) -> None:
    """Print them, and what they do not tell."""
    table = Table("Pairs of pictures of", "Pairs", "Least", "Median", "Most", "Within 0.5")
    for name, row in (("one person", figures.same), ("two people", figures.different)):
        values = (row.least, row.median, row.most)
        table.add_row(name, f"{row.pairs}", *(f"{value:.3f}" for value in values), _ratio(row))
    console.print(table)
    passed_over = ", ".join(f"{count} {why}" for why, count in figures.passed_over.items())
    console.print(
        f"{figures.pictures} pictures of {figures.people} people, {1000 * figures.median_s:.0f} ms "
        f"each (median); passed over: {passed_over or 'none'}."
    )
    console.print("These are the figures of these pictures, and of no population.")


def faces_json(figures: FaceFigures) -> dict[str, Any]:
    """The same for scripts; what is not known is null."""
    told = asdict(figures)
    for kind in ("same", "different"):
        told[kind] = {name: finite_or_none(value) for name, value in told[kind].items()}
    return told


def _ratio(row: Distances) -> str:
    return f"{100 * row.within_ratio:.1f} %"
