"""Reads free-exercise-db's JSON: a list of exercises as its ``schema.json`` describes them.

https://github.com/yuhonas/free-exercise-db, in the public domain (Unlicense).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spotter.catalog.errors import CatalogError
from spotter.catalog.members.names import folded
from spotter.wire.catalog.exercises.descriptions import MOST_FILE_BYTES, Description
from spotter.wire.catalog.exercises.exercises import checked_exercise_name
from spotter.wire.errors import WireError

_MOST_ENTRIES = 5000
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What is in a file, and what was not understood, a sentence each that names the entry."""

    descriptions: tuple[Description, ...]
    not_understood: tuple[str, ...]


class _Entry(BaseModel):
    """An entry; pictures are not looked at."""

    model_config = ConfigDict(frozen=True, strict=True)

    id: str
    name: str
    equipment: str | None = None
    primary_muscles: list[str] = Field(default=[], alias="primaryMuscles")
    secondary_muscles: list[str] = Field(default=[], alias="secondaryMuscles")
    instructions: list[str] = []
    category: str | None = None
    level: str | None = None
    force: str | None = None
    mechanic: str | None = None


def read(file: bytes) -> ReadFile:
    """The descriptions in a file, or in one that has a single entry.

    Raises :class:`CatalogError` for a file that is no such list; an entry that cannot be understood
    is left out and named.

    >>> read(b'[{"id": "Plank", "name": "Plank", "force": "static"}]').descriptions[0].force
    'static'
    """
    descriptions: list[Description] = []
    not_understood: list[str] = []
    known: set[tuple[str, str]] = set()
    for number, entry in enumerate(_entries(file), start=1):
        try:
            descriptions.append(_description(entry, known))
        except (CatalogError, WireError) as error:
            not_understood.append(f"entry {number}{_called(entry)}: {error}")
    return ReadFile(tuple(descriptions), tuple(not_understood))


def _entries(file: bytes) -> Iterable[Any]:
    if len(file) > MOST_FILE_BYTES:
        raise CatalogError(f"expected a file of at most {MOST_FILE_BYTES} bytes; found {len(file)}")
    try:
        found = json.loads(file)
    except (ValueError, RecursionError) as error:
        raise CatalogError(
            f"expected the JSON of free-exercise-db, such as its dist/exercises.json; {error}"
        ) from error
    entries = [found] if isinstance(found, dict) else found
    if not isinstance(entries, list) or not 0 < len(entries) <= _MOST_ENTRIES:
        raise CatalogError(
            f"expected a list of 1 to {_MOST_ENTRIES} exercises; found {_kind(entries)}"
        )
    return entries


def _description(entry: object, known: set[tuple[str, str]]) -> Description:
    """The description in an entry, whose id and name are ``known`` from now on."""
    one = _said(entry)
    own = {("id", one.source_id), ("name", folded(one.name))}
    if twice := sorted(what for what, _ in own & known):
        raise CatalogError(f"expected its own {' and '.join(twice)}; found another entry's")
    known |= own
    return one


def _said(entry: object) -> Description:
    try:
        said = _Entry.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise CatalogError(f"{where}: {first['msg']}") from None
    return Description(
        said.id,
        checked_exercise_name(said.name),
        said.equipment or "",
        tuple(said.primary_muscles),
        tuple(said.secondary_muscles),
        tuple(said.instructions),
        said.category or "",
        said.level or "",
        said.force or "",
        said.mechanic or "",
    )


def _called(entry: object) -> str:
    name = entry.get("name") if isinstance(entry, dict) else None
    return f", {name[:_SHOWN]!r}" if isinstance(name, str) else ""


def _kind(found: object) -> str:
    return f"{len(found)} of them" if isinstance(found, list) else type(found).__name__
