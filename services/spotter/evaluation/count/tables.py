"""The figures of ``spotter evaluate count`` as tables for a terminal, and as JSON."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from spotter.evaluation.count.figures import ClipCount, CountReport, Total
from spotter.evaluation.figure_words import decimal, percent
from spotter.evaluation.json_numbers import finite_or_none
from spotter.evaluation.version import version

COUNT_HEAD = ("Clips", "Exactly", "Within one", "As marked", "Precision", "Recall", "F1")
_CLIP_HEAD = ("Exercise", "Clip", "Reference", "True", "Found", "Marks", "Matched")


def count_settings(file: Path, truth: Path, references: str) -> dict[str, str | list[str]]:
    """What was asked for, as JSON can hold it."""
    return {
        "spotter": version(),
        "files": [str(file)],
        "truth": str(truth),
        "references": references,
    }


def print_counts(report: CountReport, console: Console) -> None:
    """Print the figures of each exercise and of all, then the miscounted clips."""
    table = Table("Exercise", *COUNT_HEAD, title=f"Reps counted, references {report.references}")
    for cells in count_rows(report):
        table.add_row(*cells)
    console.print(table)
    if wrong := wrong_counts(report):
        clips = Table(*_CLIP_HEAD, title="Counted wrong")
        clips.columns[1].no_wrap = True
        for row in wrong:
            clips.add_row(*clip_cells(row))
        console.print(clips)
    for words in verified_words(report):
        console.print(words, highlight=False)
    console.print(idle_words(report), highlight=False)


def count_rows(report: CountReport) -> list[tuple[str, ...]]:
    """A row for each exercise, then one for all."""
    rows = [_cells(name, total) for name, total in report.per_exercise.items()]
    return [*rows, _cells("all", report.total)]


def wrong_counts(report: CountReport) -> list[ClipCount]:
    """The miscounted clips."""
    return [row for row in report.rows if row.found != row.truth]


def clip_cells(row: ClipCount) -> tuple[str, ...]:
    """The row of a clip."""
    what = "reps" if row.verified else "turn-rounds"
    return (
        row.exercise,
        row.name,
        row.reference,
        f"{row.truth} {what}",
        str(row.found),
        str(len(row.marks_frames)),
        str(row.matched),
    )


def verified_words(report: CountReport) -> list[str]:
    """A line for each clip whose reps were counted by eye."""
    return [
        f"{row.exercise}, {row.name}, reps counted by eye: {row.found} of {row.truth} "
        f"in {row.seconds:.0f} s, references {row.reference}"
        for row in report.verified_rows
    ]


def idle_words(report: CountReport) -> str:
    """The reps found where nobody exercises."""
    if not report.idle_rows:
        return "No clip without an exercise."
    reps = sum(row.reps for row in report.idle_rows)
    return f"Without an exercise: {reps} reps, {report.idle_reps_per_minute:.2f} a minute."


def count_json(report: CountReport, settings: dict[str, Any]) -> dict[str, Any]:
    """The report; unknown figures are null. ``docs/evaluating.md`` describes the keys."""
    return {
        "command": "evaluate count",
        "settings": settings,
        "total": _total(report.total),
        "exercises": [
            {"name": name, **_total(total)} for name, total in report.per_exercise.items()
        ],
        "counted_by_eye": {
            "clips": len(report.verified_rows),
            "exactly": sum(row.found == row.truth for row in report.verified_rows),
        },
        "no_exercise": {
            "clips": len({row.name for row in report.idle_rows}),
            "reps": sum(row.reps for row in report.idle_rows),
            "reps_per_minute": finite_or_none(report.idle_reps_per_minute),
        },
        "clips": [_clip(row) for row in (*report.rows, *report.idle_rows)],
    }


def _cells(name: str, total: Total) -> tuple[str, ...]:
    return (
        name,
        str(total.clips),
        percent(total.exactly_ratio),
        percent(total.within_one_ratio),
        f"{percent(total.as_marked_exactly_ratio)}, {percent(total.as_marked_within_one_ratio)}",
        *map(decimal, (total.precision_ratio, total.recall_ratio, total.f1_ratio)),
    )


def _total(total: Total) -> dict[str, Any]:
    return {
        "clips": total.clips,
        "exactly": finite_or_none(total.exactly_ratio),
        "within_one": finite_or_none(total.within_one_ratio),
        "as_marked": {
            "exactly": finite_or_none(total.as_marked_exactly_ratio),
            "within_one": finite_or_none(total.as_marked_within_one_ratio),
        },
        "turn_rounds": {
            "precision": finite_or_none(total.precision_ratio),
            "recall": finite_or_none(total.recall_ratio),
            "f1": finite_or_none(total.f1_ratio),
        },
    }


def _clip(row: ClipCount) -> dict[str, Any]:
    return {
        "exercise": row.exercise or None,
        "clip": row.name,
        "reference": row.reference,
        "seconds": row.seconds,
        "counted": "reps" if row.verified else "turn_rounds",
        "true": row.truth,
        "found": row.found,
        "reps": row.reps,
        "marks": list(row.marks_frames),
        "turn_rounds": list(row.turn_round_frames),
        "matched": row.matched,
    }
