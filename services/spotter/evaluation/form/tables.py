"""The figures of ``spotter evaluate form`` as tables for a terminal."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from spotter.evaluation.figure_words import decimal, milliseconds, percent, within
from spotter.evaluation.form.figures import Figures, FormReport
from spotter.evaluation.form.first_reps import FirstReps
from spotter.evaluation.form.hint_truth import HintFigures


def print_form(report: FormReport, settings: dict[str, Any], console: Console) -> None:
    """Print the figures of all, then those of each exercise and of each group."""
    console.print(_overview(report, settings))
    console.print(_hints(report.hints))
    console.print(_rows("Exercise", report.exercises))
    console.print(_rows(settings["groups"].capitalize(), report.groups))
    for line in report.left_out:
        console.print(f"Left out: {line}", markup=False, highlight=False, soft_wrap=True)


def _overview(report: FormReport, settings: dict[str, Any]) -> Table:
    total, spread = report.total, report.spread
    table = Table("Figure", "Value", "95 % interval", title=title_of(settings))
    table.columns[0].no_wrap = True
    auc = decimal(total.auc)
    table.add_row("AUC, good or bad", auc, within(spread.auc, decimal))
    table.add_row("AUC, unscorable reps as ties", decimal(total.auc_with_ties))
    table.add_row("AUC, mean of the exercises", decimal(report.exercise_auc))
    table.add_row(f"AUC, deviation over {settings['groups']}s", decimal(report.auc_deviation))
    table.add_row("AUC of score / threshold, pooled", decimal(total.pooled_auc))
    stated = percent(settings["false_alarms"])
    table.add_row(
        f"Good reps called faulty (stated: {stated})",
        percent(total.good.faulty_ratio),
        within(spread.false_alarms, percent),
    )
    found = percent(total.bad.faulty_ratio)
    table.add_row("Faulty reps found", found, within(spread.found, percent))
    table.add_row("Good reps unscorable", percent(total.good.unscorable_ratio))
    table.add_row("Faulty reps unscorable", percent(total.bad.unscorable_ratio))
    for reason, (good, bad) in report.reasons.items():
        table.add_row(f"  {reason}", f"{good} good, {bad} faulty")
    if np.isfinite(report.asked_ratio):
        table.add_row("Sets of first reps asked about", percent(report.asked_ratio))
        table.add_row("Sets of first reps that became a baseline", percent(report.baseline_ratio))
    took_s = float(np.median([judgement.seconds for judgement in report.judgements]))
    table.add_row("Time per rep", milliseconds(took_s))
    return table


def _hints(hints: HintFigures) -> Table:
    table = Table("Hints of faulty reps", "Share", "Of")
    table.add_row("First hint: the deviation exists", percent(hints.exists_ratio), f"{hints.told}")
    table.add_row("First hint: among the six largest", percent(hints.large_ratio), f"{hints.told}")
    table.add_row(
        "Stops short: the range is short", percent(hints.short_ratio), f"{hints.told_short}"
    )
    table.add_row("Hints that contradict", f"{hints.contradicting}", f"{hints.told}")
    return table


def title_of(settings: dict[str, Any]) -> str:
    """One line that says what was measured."""
    parts = [settings["method"], f"references {settings['references']}"]
    if settings["first_reps"] != FirstReps.NONE:
        parts.append(f"first reps {settings['first_reps']}")
    if settings["view"]:
        parts += [settings["view"], f"camera {settings['camera']}"]
    if settings["yaw_deg"]:
        parts.append(f"{settings['yaw_deg']:g} degrees further round")
    return ", ".join(parts)


def figure_cells(figures: Figures) -> tuple[str, ...]:
    """The row of an exercise or a group: name, AUC, false alarms, found, unscorable, reps."""
    good, bad = figures.good, figures.bad
    return (
        figures.name,
        decimal(figures.auc),
        percent(good.faulty_ratio),
        percent(bad.faulty_ratio),
        f"{good.unscorable} + {bad.unscorable}",
        f"{good.scored + good.unscorable}",
        f"{bad.scored + bad.unscorable}",
    )


def _rows(head: str, rows: Sequence[Figures]) -> Table:
    table = Table(head, "AUC", "False alarms", "Found", "Unscorable", "Good", "Bad")
    table.columns[0].no_wrap = True
    for figures in rows:
        table.add_row(*figure_cells(figures))
    return table
