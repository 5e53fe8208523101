"""The page of ``spotter evaluate pose``."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from spotter.evaluation.figure_words import decimal, percent
from spotter.evaluation.pose.pose import Observation, PoseReport, Row
from spotter.evaluation.pose.tables import (
    PCK_TITLE,
    SUMMARY_HEAD,
    joint_cells,
    pck_cells,
    short_name,
    summary_rows,
)
from spotter.movement.geometry import Coordinates
from spotter.movement.values import Keypoints
from spotter.reports.evaluation.page import Card, Drawing, Headline, Page, PageTable, Section
from spotter.reports.evaluation.stick_figures import Frame, stick_figure

_SHOWN = 8


def poses_page(report: PoseReport, settings: dict[str, Any]) -> Page:
    """Figures, and drawings of the frames with the most missed joints."""
    return Page(
        heading="Where are the joints?",
        subtitle="rendered athletes with known joints",
        headlines=[
            Headline(
                short_name(name),
                percent(figures.pck_ratio),
                f"median distance {decimal(figures.median_error_tl)} torso lengths",
            )
            for name, figures in report.total.items()
        ],
        tables=[
            PageTable("Estimators", SUMMARY_HEAD, summary_rows(report)),
            _table("Views", report.views, report, pck_cells),
            _table("Exercises", report.exercises, report, pck_cells),
            _table("Exercises and views", report.scenes, report, pck_cells),
            _table("Joints", report.joints, report, joint_cells),
        ],
        sections=[_section(name, report.observations) for name in report.devices],
        settings=settings,
    )


def _table(
    title: str,
    rows: Sequence[Row],
    report: PoseReport,
    cells: Callable[[Row], tuple[str, ...]],
) -> PageTable:
    return PageTable(
        title,
        (title, *map(short_name, report.devices)),
        [cells(row) for row in rows],
        note=PCK_TITLE,
        shades=[
            [0.0, *(float(np.nan_to_num(1 - one.pck_ratio)) for one in by_estimator.values())]
            for _, by_estimator in rows
        ],
    )


def _section(estimator: str, observations: Sequence[Observation]) -> Section:
    own = [
        observation
        for observation in observations
        if observation.estimator == estimator and observation.found is not None
    ]
    own.sort(key=lambda observation: observation.hits / max(observation.joints, 1))
    return Section(
        f"{short_name(estimator)}: its worst frames",
        "The joints found, over the truth in grey. Frames without a person found are not drawn.",
        [_card(observation) for observation in own[:_SHOWN]],
    )


def _card(observation: Observation) -> Card:
    truth = _in_torso_lengths(observation.truth, observation)
    drawings = []
    if observation.found is not None:
        found = _in_torso_lengths(observation.found, observation)
        drawings = [Drawing(stick_figure(Frame.around([found, truth]), found, truth), "")]
    return Card(
        title=f"{observation.scene.exercise}, {observation.scene.view}",
        outcome="",
        words=f"{observation.hits} of {observation.joints} joints found at their true place.",
        drawings=drawings,
    )


def _in_torso_lengths(keypoints: Keypoints, observation: Observation) -> Coordinates:
    """(25, 2) with y up."""
    return (keypoints[:, :2] * (1, -1) / observation.torso_px).astype(np.float64)
