"""The page of ``spotter evaluate count``."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spotter.evaluation.count.figures import ClipCount, CountReport
from spotter.evaluation.count.gym_clips import Clip
from spotter.evaluation.count.tables import (
    COUNT_HEAD,
    clip_cells,
    count_rows,
    idle_words,
    wrong_counts,
)
from spotter.evaluation.figure_words import decimal, percent
from spotter.movement.geometry import body_size_px
from spotter.movement.values import COCO_18, Joint
from spotter.reports.evaluation.page import Card, Drawing, Headline, Page, PageTable, Section

_WIDTH, _HEIGHT = 1000.0, 100.0
_SEEN_SHARE = 0.5
_MOVES_TL = 0.1


def count_page(report: CountReport, clips: Sequence[Clip], settings: dict[str, Any]) -> Page:
    """Figures, and drawings of the miscounted clips over time."""
    total = report.total
    wrong = wrong_counts(report)
    return Page(
        heading="How many reps?",
        subtitle=f"references {report.references}",
        headlines=[
            Headline("Counted exactly", percent(total.exactly_ratio), f"of {total.clips} clips"),
            Headline("Within one", percent(total.within_one_ratio)),
            Headline("Turn-rounds, F1", decimal(total.f1_ratio), "found within 0.35 s"),
            Headline(
                "Reps per minute without exercise",
                decimal(report.idle_reps_per_minute),
                idle_words(report),
            ),
        ],
        tables=[
            PageTable("Exercises", ("Exercise", *COUNT_HEAD), count_rows(report)),
            PageTable(
                "Clips",
                ("Clip", "Reference", "True", "Found", "Marks", "Matched"),
                [_named(clip_cells(row)) for row in report.rows],
                note="If nobody counted a clip's reps, the figures compare its turn-rounds.",
                shades=[
                    [0.0] * 3 + [min(abs(row.found - row.truth) / 3, 1.0)] + [0.0] * 2
                    for row in report.rows
                ],
            ),
        ],
        sections=[_section(wrong, clips)],
        settings=settings,
    )


def _named(cells: tuple[str, ...]) -> tuple[str, ...]:
    exercise, name, *rest = cells
    return (f"{exercise}, {name}", *rest)


def _section(wrong: Sequence[ClipCount], clips: Sequence[Clip]) -> Section:
    by_name = {(clip.exercise, clip.name): clip for clip in clips}
    return Section(
        "Clips that were counted wrong",
        "The height in the picture of the neck or, if it does not move, of the joint that moves "
        "most. Dashed: turn-rounds marked by hand; solid: turn-rounds found.",
        [_card(row, by_name[row.exercise, row.name]) for row in wrong],
        is_wide=True,
    )


def _card(row: ClipCount, clip: Clip) -> Card:
    what = "reps" if row.verified else "turn-rounds"
    joint, heights = shown_joint(clip)
    return Card(
        title=f"{row.exercise}, {row.name}, reference {row.reference}",
        outcome="",
        words=f"{row.truth} {what}, {row.found} found; "
        f"{row.matched} of {len(row.marks_frames)} marks matched.",
        drawings=[
            Drawing(
                trajectory_svg(heights, row.marks_frames, row.turn_round_frames),
                f"{joint.label}, 0 to {row.seconds:.1f} s",
            )
        ],
    )


def shown_joint(clip: Clip) -> tuple[Joint, NDArray[np.float64]]:
    """The neck if it moves, else the joint that moves most vertically; (T,) heights in pixels."""
    heights = -clip.poses.keypoints[:, COCO_18, 1].astype(np.float64)
    often = np.isfinite(heights).mean(axis=0) > _SEEN_SHARE
    spread = [
        float(np.nanstd(trajectory)) if shown else 0.0
        for trajectory, shown in zip(heights.T, often, strict=True)
    ]
    neck = COCO_18.index(Joint.NECK)
    moves = spread[neck] > _MOVES_TL * body_size_px(clip.poses.keypoints)
    place = neck if moves else int(np.argmax(spread))
    return COCO_18[place], heights[:, place]


def trajectory_svg(heights: NDArray[np.float64], marks: Sequence[int], found: Sequence[int]) -> str:
    """An SVG of heights over time, (T,) with NaN where the joint is not seen, and marked frames."""
    seen = np.flatnonzero(np.isfinite(heights))
    across = _WIDTH / max(len(heights) - 1, 1)
    low, high = (heights[seen].min(), heights[seen].max()) if len(seen) else (0.0, 0.0)
    down = _HEIGHT / max(high - low, 1e-9)
    points = " ".join(
        f"{frame * across:.1f},{(high - heights[frame]) * down:.1f}" for frame in seen
    )
    lines = [_line(frame * across, "found", 0, 60) for frame in found]
    lines += [_line(frame * across, "mark", 0, _HEIGHT) for frame in marks]
    return (
        f'<svg class="trajectory" viewBox="0 -6 {_WIDTH:.0f} {_HEIGHT + 12:.0f}" '
        f'preserveAspectRatio="none" aria-hidden="true">{"".join(lines)}'
        f'<polyline points="{points}"/></svg>'
    )


def _line(x: float, css_class: str, top: float, bottom: float) -> str:
    return f'<line class="{css_class}" x1="{x:.1f}" x2="{x:.1f}" y1="{top:.0f}" y2="{bottom:.0f}"/>'
