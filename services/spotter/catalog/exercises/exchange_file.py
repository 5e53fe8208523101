"""The file by which gyms exchange exercises.

One exercise is a ``.reference`` file, a ``spotter.api.references.v1.Exercise``. Several are a zip
of such files with ``manifest.json``, which tells their names, ids and digests.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spotter.catalog.errors import CatalogError
from spotter.catalog.exercises.content import MOST_BYTES, Content
from spotter.movement.values.text import counted
from spotter.wire.catalog.exercises.exercises import checked_exercise_name

MOST_FILE_BYTES = 12 * 1024 * 1024
MOST_EXERCISES = 500
_MOST_UNPACKED_BYTES = 64 * 1024 * 1024
_MANIFEST = "manifest.json"
_MOST_MANIFEST_BYTES = 1024 * 1024
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Files have no other date, so that the same exercises give the same bytes."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An exercise in a file; a ``.reference`` file does not tell the id."""

    name: str
    exercise_id: UUID | None
    content: Content


class _Listed(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    id: UUID
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")


class _Manifest(BaseModel):
    model_config = ConfigDict(frozen=True)

    format: Literal["spotter exercises"]
    version: Literal[1]
    exercises: tuple[_Listed, ...] = Field(min_length=1, max_length=MOST_EXERCISES)


def pack(exercises: Mapping[UUID, tuple[str, Content]]) -> bytes:
    """A zip of exercises with their names, by id.

    Raises :class:`CatalogError` if it is too large.
    """
    listed = tuple(
        _Listed(name=name, id=exercise_id, digest=content.digest)
        for exercise_id, (name, content) in exercises.items()
    )
    contents = {content.digest: content.data for _, content in exercises.values()}
    unpacked = sum(len(data) for data in contents.values())
    if not 0 < len(listed) <= MOST_EXERCISES or unpacked > _MOST_UNPACKED_BYTES:
        raise CatalogError(
            f"one file takes 1 to {MOST_EXERCISES} exercises, {_MOST_UNPACKED_BYTES} bytes in all; "
            f"found {len(listed)} of {unpacked} bytes: export them in parts"
        )
    manifest = _Manifest(format="spotter exercises", version=1, exercises=listed)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        _write(file, _MANIFEST, manifest.model_dump_json(indent=1).encode())
        for digest, content in contents.items():
            _write(file, _path(digest), content)
    data = packed.getvalue()
    if len(data) > MOST_FILE_BYTES:
        raise CatalogError(
            f"one file takes {MOST_FILE_BYTES} bytes; found {len(data)}: export them in parts"
        )
    return data


def unpack(file: bytes) -> tuple[Entry, ...]:
    """The exercises in a file.

    Raises :class:`CatalogError`, which says what is wrong with it, and :class:`WireError` for an
    exercise's name that cannot be.
    """
    if len(file) > MOST_FILE_BYTES:
        raise CatalogError(f"expected a file of at most {MOST_FILE_BYTES} bytes; found {len(file)}")
    if not file.startswith(b"PK"):
        content = Content.of(file)
        return (Entry(checked_exercise_name(content.exercise.name), None, content),)
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as packed:
            return _entries(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise CatalogError(f"the file is cut short or altered: {error}") from error


def _entries(packed: zipfile.ZipFile) -> tuple[Entry, ...]:
    size = sum(one.file_size for one in packed.infolist())
    if size > _MOST_UNPACKED_BYTES:
        raise CatalogError(
            f"expected exercises of at most {_MOST_UNPACKED_BYTES} bytes in all; found {size}"
        )
    manifest = _manifest(_read(packed, _MANIFEST, _MOST_MANIFEST_BYTES))
    entries = tuple(_entry(packed, one) for one in manifest.exercises)
    for what, known in (
        ("name", {one.name for one in entries}),
        ("id", {one.exercise_id for one in entries}),
    ):
        if len(known) != len(entries):
            raise CatalogError(
                f"expected {counted(len(entries), 'exercise')}, each with a {what} "
                f"of its own; found {len(known)}"
            )
    return entries


def _entry(packed: zipfile.ZipFile, listed: _Listed) -> Entry:
    content = Content.of(_read(packed, _path(listed.digest), MOST_BYTES))
    if content.digest != listed.digest:
        raise CatalogError(
            f"the file is altered: {listed.name} is not the version {listed.digest[:12]} that its "
            "manifest names"
        )
    return Entry(checked_exercise_name(listed.name), listed.id, content)


def _manifest(data: bytes) -> _Manifest:
    try:
        return _Manifest.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise CatalogError(f"the file's {_MANIFEST} is altered: {where}: {first['msg']}") from None


def _read(packed: zipfile.ZipFile, path: str, most_bytes: int) -> bytes:
    try:
        with packed.open(path) as file:
            data = file.read(most_bytes + 1)  # what the directory says of its size may be a lie
    except KeyError:
        raise CatalogError(f"the file is cut short or altered: it has no {path}") from None
    if len(data) > most_bytes:
        raise CatalogError(f"expected {path} of at most {most_bytes} bytes; found more")
    return data


def _write(file: zipfile.ZipFile, path: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(path, _FIRST_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(entry, data)


def _path(digest: str) -> str:
    return f"{digest}.reference"
