"""The figures of ``spotter evaluate athletes`` as tables for a terminal, and as JSON."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from spotter.evaluation.athletes.athletes import (
    AthleteFigures,
    AthleteRep,
    AthleteSet,
    AthletesReport,
)
from spotter.evaluation.figure_words import percent
from spotter.evaluation.form.judging import Method
from spotter.evaluation.json_numbers import finite_or_none
from spotter.evaluation.version import version

ATHLETES_HEAD = (
    "Sets",
    "Exact",
    "Found",
    "Named first",
    "False alarms",
    "Unscorable",
    "Recognised",
    "Missed + extra reps",
)


def athletes_settings(
    exercises: Sequence[str], judged_by: Method, seed: int
) -> dict[str, str | float | list[str]]:
    """What was asked for, as JSON can hold it."""
    return {
        "spotter": version(),
        "exercises": list(exercises),
        "method": judged_by.name,
        "false_alarms": judged_by.false_alarm_ratio,
        "seed": seed,
    }


def print_athletes(report: AthletesReport, console: Console) -> None:
    """Print the figures of all, then by athlete, exercise and fault."""
    table = Table("", *ATHLETES_HEAD, title="Rendered athletes")
    table.columns[0].no_wrap = True
    table.add_row(*athletes_cells(report.total))
    for rows in report.rows.values():
        table.add_section()
        for row in rows:
            table.add_row(*athletes_cells(row))
    console.print(table)


def athletes_cells(figures: AthleteFigures) -> tuple[str, ...]:
    """The row of a table for some sets."""
    return (
        figures.name,
        str(figures.sets),
        percent(figures.exact_ratio),
        percent(figures.found_ratio),
        percent(figures.named_ratio),
        percent(figures.false_alarm_ratio),
        percent(figures.unscorable_ratio),
        percent(figures.recognised_ratio),
        f"{figures.missed_reps} + {figures.extra_reps}",
    )


def athletes_json(report: AthletesReport, settings: dict[str, Any]) -> dict[str, Any]:
    """The report; unknown figures are null. ``docs/evaluating.md`` describes the keys."""
    return {
        "command": "evaluate athletes",
        "settings": settings,
        "total": _figures(report.total),
        **{
            key: [_figures(row) for row in report.rows[name]]
            for key, name in (
                ("athletes", "Athlete"),
                ("exercises", "Exercise"),
                ("faults", "Fault"),
            )
        },
        "sets": [_set(each_set) for each_set in report.sets],
    }


def _figures(figures: AthleteFigures) -> dict[str, Any]:
    return {
        "name": figures.name,
        "sets": figures.sets,
        "exactly_the_seeded_rep": finite_or_none(figures.exact_ratio),
        "seeded_reps_found": finite_or_none(figures.found_ratio),
        "seeded_fault_named_first": finite_or_none(figures.named_ratio),
        "named_first_of_found": finite_or_none(figures.named_of_found_ratio),
        "false_alarms": finite_or_none(figures.false_alarm_ratio),
        "unscorable": finite_or_none(figures.unscorable_ratio),
        "exercise_recognised": finite_or_none(figures.recognised_ratio),
        "missed_reps": figures.missed_reps,
        "extra_reps": figures.extra_reps,
    }


def _set(each_set: AthleteSet) -> dict[str, Any]:
    return {
        "exercise": each_set.exercise,
        "view": each_set.view.value,
        "athlete": each_set.athlete,
        "fault": each_set.fault.value,
        "exact": each_set.is_exact,
        "extra_reps": each_set.extra_reps,
        "recognised_as": each_set.recognition.exercise,
        "recognition_confidence": each_set.recognition.confidence,
        "reps": [_rep(rep) for rep in each_set.reps],
    }


def _rep(rep: AthleteRep) -> dict[str, Any]:
    return {
        "rep": rep.number,
        "seeded": rep.is_seeded,
        "verdict": rep.outcome.value if rep.outcome else None,
        "score_in_thresholds": finite_or_none(rep.ratio),
        "named": rep.is_named,
        "hints": list(rep.hints),
        "reason": rep.reason or None,
    }
