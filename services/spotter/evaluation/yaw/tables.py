"""The figures of ``spotter evaluate yaw`` as a table for a terminal, and as JSON."""

from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from spotter.evaluation.figure_words import UNKNOWN, percent
from spotter.evaluation.json_numbers import finite_or_none
from spotter.evaluation.yaw.yaw import Pair, Row, YawFigures, YawReport


def print_yaws(report: YawReport, console: Console) -> None:
    """Print the figures of all pairs, then by exercise and by how far the cameras stand apart."""
    table = Table(
        *("", "Pairs", "Told", "Median error", "95 %", "Mean (signed)"),
        title=f"Yaw between rendered athletes, {report.estimator} on {report.device}",
    )
    for rows in ([("all", report.total)], report.exercises, report.differences):
        for name, figures in rows:
            table.add_row(name, *_cells(figures))
        table.add_section()
    console.print(table)


def yaws_json(report: YawReport, settings: dict[str, Any]) -> dict[str, Any]:
    """The report; unknown figures are null. ``docs/evaluating.md`` describes the keys."""
    return {
        "command": "evaluate yaw",
        "settings": settings,
        "estimator": {"name": report.estimator, "device": report.device},
        "total": _figures(report.total),
        "exercises": _rows(report.exercises),
        "differences": _rows(report.differences),
        "pairs": [_pair(pair) for pair in report.pairs],
    }


def _cells(figures: YawFigures) -> tuple[str, ...]:
    angles = (figures.median_deg, figures.p95_deg, figures.mean_deg)
    return (str(figures.pairs), percent(figures.told_ratio), *map(_degrees, angles))


def _degrees(angle_deg: float) -> str:
    return f"{angle_deg:.1f} deg" if np.isfinite(angle_deg) else UNKNOWN


def _rows(rows: list[Row]) -> list[dict[str, Any]]:
    return [{"name": name, **_figures(figures)} for name, figures in rows]


def _figures(figures: YawFigures) -> dict[str, Any]:
    return {
        "pairs": figures.pairs,
        "told": finite_or_none(figures.told_ratio),
        "median_error_deg": finite_or_none(figures.median_deg),
        "p95_error_deg": finite_or_none(figures.p95_deg),
        "mean_error_deg": finite_or_none(figures.mean_deg),
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "exercise": pair.seen.exercise,
        "athlete": pair.seen.athlete,
        "yaw_deg": pair.seen.yaw_deg,
        "reference_athlete": pair.known.athlete,
        "reference_yaw_deg": pair.known.yaw_deg,
        "told_deg": pair.told_deg,
        "spread_deg": finite_or_none(pair.spread_deg),
    }
