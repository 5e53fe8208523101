"""The figures of ``spotter evaluate alerts`` as a table for a terminal, and as JSON."""

from typing import Any

from rich.console import Console
from rich.table import Table

from spotter.evaluation.alerts.alerts import AlertsReport
from spotter.evaluation.alerts.figures import AlertFigures
from spotter.evaluation.figure_words import UNKNOWN, percent
from spotter.evaluation.form.judging import Method
from spotter.evaluation.json_numbers import finite_or_none
from spotter.evaluation.version import version

ALERTS_HEAD = ("By the rules", "Every bad rep")


def alerts_settings(
    people: int, minutes: int, judged_by: Method, seed: int
) -> dict[str, str | float]:
    """What was asked for, as JSON can hold it."""
    return {
        "spotter": version(),
        "people": people,
        "minutes": minutes,
        "method": judged_by.name,
        "false_alarms": judged_by.false_alarm_ratio,
        "seed": seed,
    }


def print_alerts(report: AlertsReport, console: Console) -> None:
    """Print a row for each figure, with the rules of alerting and every bad rep side by side."""
    table = Table("", *ALERTS_HEAD, title="What a trainer is shown")
    for cells in alert_rows(report):
        table.add_row(*cells)
    console.print(table)
    console.print(
        f"{report.reps} reps, {report.faulty_reps} with a fault; "
        f"{report.called_faulty} were called faulty."
    )


def alert_rows(report: AlertsReport) -> list[tuple[str, ...]]:
    """A row for each figure."""
    columns = [_cells(figures) for figures in report.rows]
    return [(name, *(column[name] for column in columns)) for name in columns[0]]


def alerts_json(report: AlertsReport, settings: dict[str, Any]) -> dict[str, Any]:
    """The report; unknown figures are null. ``docs/evaluating.md`` describes the keys."""
    return {
        "command": "evaluate alerts",
        "settings": settings,
        "reps": report.reps,
        "faulty_reps": report.faulty_reps,
        "called_faulty": report.called_faulty,
        "rows": [_figures(row) for row in report.rows],
    }


def minutes_and_seconds(seconds: float) -> str:
    """``2:05 min``."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02} min"


def _cells(figures: AlertFigures) -> dict[str, str]:
    return {
        "Minutes in which the five who need help most come first": percent(
            figures.first_five_ratio
        ),
        "The same, with a weight for each kind of fault": percent(figures.by_kind_ratio),
        "The same, by less than a rep": percent(figures.as_good_ratio),
        "The same, by no more than a grave rep": percent(figures.nearly_ratio),
        "Of those five, among the first five": percent(figures.of_five_ratio),
        "Alerts about one member": str(figures.alerts),
        "Followed by two faulty reps in five": percent(figures.followed_ratio),
        "Standing faults": str(figures.standing),
        "Longest wait unseen, trainer under budget": minutes_and_seconds(
            figures.longest_free_wait_s
        ),
        "Longest wait unseen": minutes_and_seconds(figures.longest_wait_s),
        "Shown in ten minutes": f"{figures.shown_each_ten_minutes:.1f}",
        "Most in ten minutes": str(figures.most_in_ten_minutes or UNKNOWN),
    }


def _figures(figures: AlertFigures) -> dict[str, Any]:
    return {
        "name": figures.name,
        "first_five": finite_or_none(figures.first_five_ratio),
        "first_five_by_kind": finite_or_none(figures.by_kind_ratio),
        "first_five_by_less_than_a_rep": finite_or_none(figures.as_good_ratio),
        "first_five_within_one_rep": finite_or_none(figures.nearly_ratio),
        "of_five": finite_or_none(figures.of_five_ratio),
        "of_five_by_minute": [finite_or_none(one) for one in figures.found_by_minute],
        "alerts": figures.alerts,
        "followed": finite_or_none(figures.followed_ratio),
        "standing_faults": figures.standing,
        "longest_wait_under_budget_s": figures.longest_free_wait_s,
        "longest_wait_s": figures.longest_wait_s,
        "shown_each_ten_minutes": figures.shown_each_ten_minutes,
        "most_in_ten_minutes": figures.most_in_ten_minutes,
    }
