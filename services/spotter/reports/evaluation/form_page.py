"""The page of ``spotter evaluate form``."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from spotter.evaluation.figure_words import decimal, percent, within
from spotter.evaluation.form.figures import Figures, FormReport, JudgedCell
from spotter.evaluation.form.judging import Method
from spotter.evaluation.form.tables import figure_cells, title_of
from spotter.evaluation.statistics import Roc, roc
from spotter.reports.evaluation.mistakes import mistake_sections
from spotter.reports.evaluation.page import Chart, Headline, Page, PageTable

_CURVE_POINTS = 300
_BINS = np.geomspace(0.1, 10, 61)
_TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10]
_BAD_AUC = 0.8
"""The AUC at which a cell of the table has its full shade."""


def form_page(report: FormReport, settings: dict[str, Any], method: Method) -> Page:
    """Figures, ROC curves, the distribution of scores, and drawings of the worst mistakes."""
    return Page(
        heading="Good or bad?",
        subtitle=title_of(settings),
        headlines=_headlines(report, settings),
        charts=[_roc_chart(report), _score_chart(report)],
        tables=_tables(report, settings),
        sections=mistake_sections(report.cells, method),
        settings=settings,
        footnotes=report.left_out,
    )


def _headlines(report: FormReport, settings: dict[str, Any]) -> list[Headline]:
    total, spread = report.total, report.spread
    unscorable = total.good.unscorable + total.bad.unscorable
    return [
        Headline("AUC", decimal(total.auc), within(spread.auc, decimal)),
        Headline(
            "Good reps called faulty",
            percent(total.good.faulty_ratio),
            f"stated {percent(settings['false_alarms'])}; {within(spread.false_alarms, percent)}",
        ),
        Headline(
            "Faulty reps found", percent(total.bad.faulty_ratio), within(spread.found, percent)
        ),
        Headline("Unscorable", percent(unscorable / len(report.judgements)), "counted as neither"),
    ]


def _tables(report: FormReport, settings: dict[str, Any]) -> list[PageTable]:
    head = ("AUC", "False alarms", "Found", "Unscorable, good + bad", "Good", "Bad")
    group = settings["groups"].capitalize()
    tables = [
        PageTable(
            "Exercises", ("Exercise", *head), [figure_cells(row) for row in report.exercises]
        ),
        PageTable(f"{group}s", (group, *head), [figure_cells(row) for row in report.groups]),
    ]
    if settings["groups"] == "person":
        tables.insert(0, _cell_table(report))
    if report.reasons:
        rows = [(reason, str(good), str(bad)) for reason, (good, bad) in report.reasons.items()]
        tables.append(PageTable("Why reps were unscorable", ("Reason", "Good", "Bad"), rows))
    return tables


def _cell_table(report: FormReport) -> PageTable:
    aucs = {(cell.cell.exercise, cell.cell.group): cell.auc for cell in report.cells}
    groups = [row.name for row in report.groups]
    found = [
        [aucs.get((exercise.name, group), np.nan) for group in groups]
        for exercise in report.exercises
    ]
    return PageTable(
        "AUC of each exercise and person",
        ("Exercise", *groups),
        [
            (exercise.name, *map(decimal, row))
            for exercise, row in zip(report.exercises, found, strict=True)
        ],
        shades=[[0.0, *map(_shade, row)] for row in found],
    )


def _shade(auc: float) -> float:
    return float(np.clip((1 - auc) / (1 - _BAD_AUC), 0, 1)) if np.isfinite(auc) else 0.0


def _ratios(cells: Sequence[JudgedCell]) -> tuple[list[float], list[float]]:
    halves = [cell.split() for cell in cells]
    good = [judgement.ratio for half, _ in halves for judgement in half]
    return good, [judgement.ratio for _, half in halves for judgement in half]


def _roc_chart(report: FormReport) -> Chart:
    traces = [
        _curve(
            exercise.name,
            roc(*_ratios([c for c in report.cells if c.cell.exercise == exercise.name])),
            {"width": 1.3},
        )
        for exercise in report.exercises
        if len(report.exercises) > 1
    ]
    traces.append(_curve("all", roc(*_ratios(report.cells)), {"width": 3, "color": "@ink"}))
    traces.append(_setting(report.total))
    axis = {"range": [-0.01, 1.01], "tickformat": ".0%"}
    return Chart(
        "ROC curves",
        traces,
        {
            "xaxis": {**axis, "title": {"text": "good reps called faulty"}},
            "yaxis": {**axis, "title": {"text": "faulty reps found"}},
            "hovermode": "closest",
        },
        note="Over all scores divided by their thresholds; the cross marks the threshold.",
    )


def _curve(name: str, curve: Roc, line: dict[str, Any]) -> dict[str, Any]:
    at = np.unique(np.linspace(0, len(curve.found) - 1, _CURVE_POINTS).round().astype(int))
    return {
        "name": name,
        "x": [round(float(value), 4) for value in curve.false_alarms[at]],
        "y": [round(float(value), 4) for value in curve.found[at]],
        "mode": "lines",
        "line": line,
    }


def _setting(total: Figures) -> dict[str, Any]:
    return {
        "name": "threshold",
        "x": [round(float(np.nan_to_num(total.good.faulty_ratio)), 4)],
        "y": [round(float(np.nan_to_num(total.bad.faulty_ratio)), 4)],
        "mode": "markers",
        "marker": {"size": 12, "color": "@faulty", "symbol": "x"},
    }


def _score_chart(report: FormReport) -> Chart:
    good, bad = _ratios(report.cells)
    middles = np.sqrt(_BINS[:-1] * _BINS[1:])
    traces = [
        {
            "name": name,
            "x": [round(float(middle), 4) for middle in middles],
            "y": _shares(ratios),
            "line": {"color": colour, "shape": "hvh", "width": 1.5},
            "fill": "tozeroy",
            "fillcolor": f"{colour}-pale",
        }
        for name, ratios, colour in (("good", good, "@good"), ("bad", bad, "@faulty"))
    ]
    return Chart(
        "Scores of good and bad reps",
        traces,
        {
            "xaxis": {
                "type": "log",
                "title": {"text": "score / threshold"},
                "tickvals": _TICKS,
                "range": [float(np.log10(_BINS[0])), float(np.log10(_BINS[-1]))],
            },
            "yaxis": {"title": {"text": "share of the reps"}, "tickformat": ".0%"},
            "shapes": [
                {
                    "type": "line",
                    "x0": 1,
                    "x1": 1,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": "@ink", "width": 1.5, "dash": "dot"},
                }
            ],
        },
        note="Right of the dotted line a rep is called faulty.",
    )


def _shares(ratios: Sequence[float]) -> list[float]:
    finite = np.array([ratio for ratio in ratios if np.isfinite(ratio)])
    counts, _ = np.histogram(np.clip(finite, _BINS[0], _BINS[-1]), _BINS)
    return [round(float(count) / max(len(finite), 1), 5) for count in counts]
