"""The figures of ``spotter evaluate pose`` as tables for a terminal, and as JSON."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from spotter.evaluation.figure_words import decimal, percent
from spotter.evaluation.json_numbers import finite_or_none
from spotter.evaluation.pose.pose import LIMIT_TL, Observation, PoseFigures, PoseReport, Row

PCK_TITLE = f"Joints within {LIMIT_TL:g} torso lengths of the truth"
SUMMARY_HEAD = (
    "Estimator",
    "Frames",
    "PCK",
    "Placed",
    "Median distance",
    "Nobody",
    "Several",
    "Device",
)


def print_poses(report: PoseReport, console: Console) -> None:
    """Print the figures of each estimator, then by view, exercise, both, and joint."""
    summary = Table(*SUMMARY_HEAD, title="Rendered athletes")
    summary.columns[0].overflow = "fold"
    for cells in summary_rows(report):
        summary.add_row(*cells)
    console.print(summary)
    table = Table("", *map(short_name, report.devices), title=PCK_TITLE)
    table.columns[0].no_wrap = True
    for rows in (report.views, report.exercises, report.scenes):
        table.add_section()
        for row in rows:
            table.add_row(*pck_cells(row))
    table.add_section()
    for row in report.joints:
        table.add_row(*joint_cells(row))
    console.print(table)


def summary_rows(report: PoseReport) -> list[tuple[str, ...]]:
    """A row for each estimator."""
    return [
        (
            short_name(name),
            str(figures.frames),
            percent(figures.pck_ratio),
            percent(figures.placed_ratio),
            decimal(figures.median_error_tl),
            percent(figures.nobody_ratio),
            percent(figures.several_ratio),
            report.devices[name],
        )
        for name, figures in report.total.items()
    ]


def pck_cells(row: Row) -> tuple[str, ...]:
    """The row's name, and each estimator's PCK, with how often it found nobody, if ever."""
    name, by_estimator = row
    return (name, *map(_pck, by_estimator.values()))


def joint_cells(row: Row) -> tuple[str, ...]:
    """The joint's name, and its PCK by each estimator."""
    name, by_estimator = row
    return (name, *(percent(figures.pck_ratio) for figures in by_estimator.values()))


def short_name(estimator: str) -> str:
    """The estimator's name, without the folder of its file."""
    kind, colon, file = estimator.partition(":")
    return f"{kind}{colon}{Path(file).name}"


def poses_json(report: PoseReport, settings: dict[str, Any]) -> dict[str, Any]:
    """The report; unknown figures are null. ``docs/evaluating.md`` describes the keys."""
    return {
        "command": "evaluate pose",
        "settings": settings,
        "estimators": [
            {"name": name, "device": report.devices[name], **_figures(figures)}
            for name, figures in report.total.items()
        ],
        "views": _rows(report.views),
        "exercises": _rows(report.exercises),
        "scenes": _rows(report.scenes),
        "joints": _rows(report.joints),
        "frames": [_observation_json(observation) for observation in report.observations],
    }


def _pck(figures: PoseFigures) -> str:
    nobody = f" (nobody {percent(figures.nobody_ratio)})" if figures.nobody_ratio > 0 else ""
    return f"{percent(figures.pck_ratio)}{nobody}"


def _rows(rows: list[Row]) -> list[dict[str, Any]]:
    return [
        {"name": name, "estimator": estimator, **_figures(figures)}
        for name, by_estimator in rows
        for estimator, figures in by_estimator.items()
    ]


def _figures(figures: PoseFigures) -> dict[str, Any]:
    return {
        "frames": figures.frames,
        "pck": finite_or_none(figures.pck_ratio),
        "placed": finite_or_none(figures.placed_ratio),
        "median_distance_in_torso_lengths": finite_or_none(figures.median_error_tl),
        "nobody": finite_or_none(figures.nobody_ratio),
        "several_people": finite_or_none(figures.several_ratio),
    }


def _observation_json(observation: Observation) -> dict[str, Any]:
    return {
        "estimator": observation.estimator,
        "exercise": observation.scene.exercise,
        "yaw_deg": observation.scene.yaw_deg,
        "people": observation.people,
        "joints_in_picture": observation.joints,
        "joints_found": observation.hits,
    }
