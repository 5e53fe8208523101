"""The output of ``spotter exercise``."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from rich.table import Column, Table

from spotter.cli.exercise.taught_with import equipment_words
from spotter.movement.values import Equipment
from spotter.movement.values.text import counted
from spotter.wire.catalog.exercises.descriptions import ImportedDescription
from spotter.wire.catalog.exercises.exercises import (
    Activation,
    ExerciseCounts,
    ExerciseInfo,
    ImportedExercise,
)

_SHOWN_DIGITS = 12


def exercise_table(infos: Sequence[ExerciseInfo]) -> Table:
    """Exercises with their live versions."""
    table = Table("Exercise", *_version_columns(), "False alarms", "By")
    for info in infos:
        live = info.live
        if info.is_taught:
            table.add_row(info.name, *_version_cells(live), _percent(live.counts), live.author)
        else:
            table.add_row(info.name, "not taught yet")
    return table


def version_table(name: str, uses: Sequence[Activation]) -> Table:
    """The uses of an exercise's versions."""
    table = Table(*_version_columns(), "By", "Why", title=f"{name}, the first is live")
    for one in uses:
        table.add_row(*_version_cells(one), one.author, one.reason)
    return table


def show_words(info: ExerciseInfo, held: Equipment | None) -> str:
    """An exercise, and the equipment that it was taught with, if any."""
    live, counts = info.live, info.live.counts
    rows = (
        ("Id", info.exercise_id),
        ("Version", live.digest),
        ("Since", f"{_when(live.activated_us)}, by {live.author}"),
        ("Why", live.reason),
        ("Good reps", f"{counts.good_reps} of {_people(counts)}, {counted(counts.views, 'view')}"),
        *([("Taught with", equipment_words(held))] if held else []),
        ("Faulty reps", str(counts.faulty_reps)),
        ("Cues", str(counts.cues)),
        ("False alarms", f"at most {_percent(counts)}"),
    )
    return "\n".join([info.name, *(f"  {heading:<14}{said}" for heading, said in rows)])


def info_json(info: ExerciseInfo) -> dict[str, Any]:
    """An exercise for scripts; of one that is not taught, the live version is null.

    So is when it was made, where that is not known.
    """
    live = asdict(info.live) if info.is_taught else None
    return {**asdict(info), "created_us": info.created_us or None, "live": live}


def compared_json(
    found: Iterable[ImportedExercise] | Iterable[ImportedDescription],
) -> list[dict[str, Any]]:
    """How the exercises in a file compare, for scripts."""
    return [{**asdict(one), "comparison": one.comparison.value} for one in found]


def imported_lines(found: Sequence[ImportedExercise]) -> Iterator[str]:
    """How the exercises in a file compare, a line each, and what differs below."""
    for one in found:
        yield f"{one.name}, version {one.digest[:_SHOWN_DIGITS]}: {one.comparison.value}"
        yield from (f"  {difference}" for difference in one.differences)


def _version_columns() -> tuple[Column, ...]:
    return (
        Column("Version", no_wrap=True),
        Column("Since", no_wrap=True),
        Column("Good reps", no_wrap=True),
    )


def _version_cells(activation: Activation) -> tuple[str, str, str]:
    counts = activation.counts
    reps = f"{counts.good_reps} of {_people(counts)}"
    return activation.digest[:_SHOWN_DIGITS], _when(activation.activated_us), reps


def _when(time_us: int) -> str:
    return datetime.fromtimestamp(time_us / 1e6).astimezone().strftime("%Y-%m-%d %H:%M")


def _people(counts: ExerciseCounts) -> str:
    return "1 person" if counts.people == 1 else f"{counts.people} people"


def _percent(counts: ExerciseCounts) -> str:
    return f"{100 * counts.false_alarm_ratio:g}%"
