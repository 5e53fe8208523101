"""The figures of ``spotter evaluate form`` as JSON."""

from typing import Any

import numpy as np

from spotter.evaluation.form.figures import Figures, FormReport, Tally
from spotter.evaluation.form.hint_truth import HintFigures
from spotter.evaluation.json_numbers import finite_or_none
from spotter.evaluation.statistics import Interval

Object = dict[str, Any]


def form_json(report: FormReport, settings: Object) -> Object:
    """The report; unknown figures are null. ``docs/evaluating.md`` describes the keys."""
    total, spread = report.total, report.spread
    took_s = [judgement.seconds for judgement in report.judgements]
    return {
        "command": "evaluate form",
        "settings": settings,
        "counts": _counts(report),
        "auc": _auc(report),
        "false_alarms": {
            "stated": settings["false_alarms"],
            "found": finite_or_none(total.good.faulty_ratio),
            "interval_95": _interval(spread.false_alarms),
        },
        "faulty_reps_found": {
            "found": finite_or_none(total.bad.faulty_ratio),
            "interval_95": _interval(spread.found),
        },
        "unscorable": _unscorable(report),
        "first_reps": {
            "asked_about": finite_or_none(report.asked_ratio),
            "became_a_baseline": finite_or_none(report.baseline_ratio),
        },
        "hints": _hints(report.hints),
        "outcomes": {"good": _tally(total.good), "bad": _tally(total.bad)},
        "seconds_per_rep": {"median": float(np.median(took_s)), "p95": _quantile(took_s, 0.95)},
        "exercises": [_figures(figures) for figures in report.exercises],
        "groups": [_figures(figures) for figures in report.groups],
        "cells": _cells(report),
        "left_out": list(report.left_out),
    }


def _auc(report: FormReport) -> Object:
    total = report.total
    return {
        "mean": finite_or_none(total.auc),
        "interval_95": _interval(report.spread.auc),
        "unscorable_as_ties": finite_or_none(total.auc_with_ties),
        "deviation_over_groups": finite_or_none(report.auc_deviation),
        "mean_of_exercises": finite_or_none(report.exercise_auc),
        "pooled": finite_or_none(total.pooled_auc),
        "left_out_unscorable": total.good.unscorable + total.bad.unscorable,
    }


def _unscorable(report: FormReport) -> Object:
    return {
        "good": finite_or_none(report.total.good.unscorable_ratio),
        "bad": finite_or_none(report.total.bad.unscorable_ratio),
        "reasons": {
            reason: {"good": good, "bad": bad} for reason, (good, bad) in report.reasons.items()
        },
    }


def _cells(report: FormReport) -> list[Object]:
    return [
        {
            "exercise": cell.cell.exercise,
            "group": cell.cell.group,
            "folds": len(cell.cell.folds),
            "auc": finite_or_none(cell.auc),
        }
        for cell in report.cells
    ]


def _counts(report: FormReport) -> Object:
    reps = [rep for cell in report.cells for rep in cell.cell.reps]
    folds = [fold for cell in report.cells for fold in cell.cell.folds]
    references = [reference for fold in folds for reference in fold.references]
    return {
        "reps": len(reps),
        "good": sum(rep.is_good for rep in reps),
        "bad": sum(not rep.is_good for rep in reps),
        "exercises": len(report.exercises),
        "groups": len(report.groups),
        "folds": len(folds),
        "references": len(references),
        "reference_reps": sum(len(reference.reps) for reference in references),
        "judged": len(report.judgements),
    }


def _hints(hints: HintFigures) -> Object:
    return {
        "faulty": hints.faulty,
        "told": hints.told,
        "first_is_true": finite_or_none(hints.exists_ratio),
        "first_among_six_largest": finite_or_none(hints.large_ratio),
        "told_short": hints.told_short,
        "short_is_true": finite_or_none(hints.short_ratio),
        "contradicting": hints.contradicting,
    }


def _figures(figures: Figures) -> Object:
    return {
        "name": figures.name,
        "auc": finite_or_none(figures.auc),
        "false_alarms": finite_or_none(figures.good.faulty_ratio),
        "faulty_reps_found": finite_or_none(figures.bad.faulty_ratio),
        "outcomes": {"good": _tally(figures.good), "bad": _tally(figures.bad)},
    }


def _tally(tally: Tally) -> Object:
    return {"good": tally.good, "faulty": tally.faulty, "unscorable": tally.unscorable}


def _interval(found: Interval | None) -> list[float] | None:
    return None if found is None else [found.low, found.high]


def _quantile(values: list[float], share: float) -> float:
    return float(np.quantile(values, share))
