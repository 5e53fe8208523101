"""What is written about exercises, in words: a list, one of them, and what a file brought."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from rich.table import Table
from rich.text import Text

from spotter.catalog_client.exercises.descriptions import ImportedFile
from spotter.cli.exercise.words import compared_json
from spotter.movement.values.text import counted
from spotter.wire.catalog.exercises.descriptions import DescribedExercise
from spotter.wire.catalog.exercises.exercises import Comparison

SUFFIX = ".json"
"""Of free-exercise-db's files."""
_MOST_NAMED = 20


def described_table(found: Iterable[DescribedExercise]) -> Table:
    """Exercises with their equipment and muscles."""
    table = Table("Exercise", "Equipment", "Muscles", "Level")
    for one in found:
        said = one.description
        cells = (one.name, said.equipment, ", ".join(said.primary_muscles), said.level)
        table.add_row(*map(Text, cells))
    return table


def description_lines(one: DescribedExercise) -> Iterator[str]:
    """What is written about an exercise."""
    said = one.description
    for heading, text in (
        ("Equipment", said.equipment),
        ("Muscles", ", ".join(said.primary_muscles)),
        ("Helping", ", ".join(said.secondary_muscles)),
        ("Kind", ", ".join(filter(None, (said.category, said.mechanic, said.force, said.level)))),
    ):
        if text:
            yield f"  {heading:<14}{text}"
    yield from (f"  {number}. {step}" for number, step in enumerate(said.instructions, start=1))


def described_json(one: DescribedExercise) -> dict[str, Any]:
    """An exercise with its description for scripts."""
    return asdict(one)


def brought_lines(brought: ImportedFile) -> Iterator[str]:
    """What a file brought: the new ones counted, the others and what was not understood named."""
    of = {kind: [one for one in brought.exercises if one.comparison is kind] for kind in Comparison}
    yield (
        f"{counted(len(brought.exercises), 'exercise')}: {len(of[Comparison.NEW])} new, "
        f"{len(of[Comparison.DIFFERENT])} that are here with another description or none, "
        f"{len(of[Comparison.SAME])} the same"
    )
    yield from _few(
        [f"{one.name}: {' '.join(one.differences)}" for one in of[Comparison.DIFFERENT]]
    )
    if brought.not_understood:
        yield f"{len(brought.not_understood)} not understood, and left out:"
        yield from _few(brought.not_understood)


def brought_json(brought: ImportedFile) -> dict[str, Any]:
    """The same for scripts."""
    return {
        "exercises": compared_json(brought.exercises),
        "not_understood": list(brought.not_understood),
    }


def _few(lines: list[str] | tuple[str, ...]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_MOST_NAMED])
    if len(lines) > _MOST_NAMED:
        yield f"  and {len(lines) - _MOST_NAMED} more"
