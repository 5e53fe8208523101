"""The report of an experiment: one self-contained HTML page."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from plotly.offline import get_plotlyjs

from spotter.evaluation.json_numbers import finite_or_none
from spotter.movement.alignment import ARTICLE_THRESHOLD_PX
from spotter.movement.values import COCO_18, Outcome, PoseSeries
from spotter.movement.values.text import counted
from spotter.movement.wording.angle_words import angle_words
from spotter.movement.wording.hints import numbers
from spotter.movement.wording.measure_words import describe
from spotter.movement.wording.verdict_words import hints, in_a_line, praises
from spotter.recordings.analysis import RepAnalysis
from spotter.reports.analysis.key_pictures import Shot
from spotter.reports.analysis.moments import Moment
from spotter.reports.experiment import Experiment, article_outcome
from spotter.reports.html import template
from spotter.reports.joint_curves import after_alignment, before_alignment

_LINE_WIDTH, _LINE_HEIGHT = 1000, 100

View = dict[str, Any]


def render_report(
    experiment: Experiment, moments: list[list[Moment]], drawn: Mapping[Shot, str]
) -> str:
    """The report as HTML.

    ``moments`` holds the moments of each rep, ``drawn`` the data URI of each shot.
    """
    reps = [
        _rep_view(experiment, rep, number, _pictures(shown, drawn))
        for number, (rep, shown) in enumerate(zip(experiment.reps, moments, strict=True), start=1)
    ]
    return template("report.html").render(
        experiment=experiment,
        counts=[(what.value, experiment.count(what)) for what in Outcome if experiment.count(what)],
        reps=reps,
        reference_words=_reference_words(experiment),
        attempt_words=_attempt_words(experiment),
        timeline=_timeline(experiment.attempt.poses, experiment.attempt.duration_s),
        blog_threshold=ARTICLE_THRESHOLD_PX,
        plotly_js=get_plotlyjs(),
    )


def _rep_view(experiment: Experiment, rep: RepAnalysis, number: int, pictures: list[View]) -> View:
    duration_s = max(experiment.attempt.duration_s, 1e-6)
    start_s, end_s = rep.cut.started_us / 1e6, rep.cut.ended_us / 1e6
    return {
        "number": number,
        "title": experiment.title(rep),
        "start_s": start_s,
        "end_s": end_s,
        "left_percent": 100 * start_s / duration_s,
        "width_percent": 100 * (end_s - start_s) / duration_s,
        "outcome": rep.verdict.outcome.value,
        "words": in_a_line(rep.verdict),
        "hints": hints(rep.verdict),
        "numbers": [numbers(fault) for fault in rep.verdict.faults],
        "fixed": praises(rep.verdict),
        "measures": describe(rep.verdict.measures),
        "angle": angle_words(rep.verdict.angle) if rep.verdict.angle else "",
        "score": _gauge(rep.verdict.score, rep.verdict.threshold),
        "blog": _article_view(rep),
        "model_number": rep.verdict.reference_rep_index + 1,
        "pictures": pictures,
        "plots": {"before": before_alignment(rep), "after": after_alignment(rep)},
    }


def _pictures(moments: list[Moment], drawn: Mapping[Shot, str]) -> list[View]:
    return [
        {
            "caption": moment.caption,
            "attempt": drawn[moment.attempt],
            "reference": drawn[moment.model] if moment.model else None,
        }
        for moment in moments
    ]


def _article_view(rep: RepAnalysis) -> View:
    largest = np.nanmax([*rep.article.distances_px.values(), ARTICLE_THRESHOLD_PX])
    rows = [
        {
            "keypoint": joint.label,
            "distance": finite_or_none(distance),
            "percent": 100 * np.nan_to_num(distance) / largest,
        }
        for joint, distance in rep.article.distances_px.items()
    ]
    return {
        "rows": rows,
        "median": finite_or_none(rep.article.median_px),
        "outcome": article_outcome(rep.article).value,
        "threshold_percent": 100 * ARTICLE_THRESHOLD_PX / largest,
    }


def _gauge(score: float, threshold: float) -> View | None:
    """A score beside its threshold on a scale that holds both."""
    if finite_or_none(score) is None or finite_or_none(threshold) is None:
        return None
    top = 1.1 * max(score, threshold, 1e-9)
    return {
        "score": score,
        "threshold": threshold,
        "percent": 100 * score / top,
        "threshold_percent": 100 * threshold / top,
    }


def _reference_words(experiment: Experiment) -> str:
    reps = counted(experiment.reference.exercise.rep_count, "rep")
    recording = experiment.reference.recording
    return f"{reps} in {recording.duration_s:.1f} s" if recording else reps


def _attempt_words(experiment: Experiment) -> str:
    attempt = experiment.attempt
    seen = len(attempt.poses)
    where = "all" if seen == attempt.frame_count else f"{seen}"
    frames = f"person seen in {where} of {attempt.frame_count} frames"
    return f"{attempt.duration_s:.1f} s, {frames}"


def _timeline(poses: PoseSeries, duration_s: float) -> View | None:
    """The height of the joint that moves most, as points of an SVG; None if nobody is seen."""
    heights = -poses.keypoints[:, COCO_18, 1].astype(np.float64)
    often = np.isfinite(heights).mean(axis=0) > 0.5 if len(poses) else np.zeros(len(COCO_18), bool)
    spread = [
        float(np.nanstd(trajectory)) if shown else 0.0
        for trajectory, shown in zip(heights.T, often, strict=True)
    ]
    if not max(spread) > 0:
        return None
    joint = int(np.argmax(spread))
    trajectory = heights[:, joint]
    seen = np.isfinite(trajectory)
    low, high = np.nanmin(trajectory), np.nanmax(trajectory)
    x = poses.captured_us[seen] / 1e6 / max(duration_s, 1e-6) * _LINE_WIDTH
    y = (high - trajectory[seen]) / (high - low) * _LINE_HEIGHT
    points = " ".join(f"{across:.1f},{down:.1f}" for across, down in zip(x, y, strict=True))
    return {"joint": COCO_18[joint].label, "points": points}
