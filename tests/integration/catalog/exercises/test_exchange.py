"""Exercises go from gym to gym in files: real gRPC, real database."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

import grpc
import pytest
from sqlalchemy import select

from spotter.api.catalog.v1 import exercise_service_pb2 as pb2
from spotter.catalog.database.tables import ExerciseRow
from spotter.catalog.ledger.intake.versions import version_numbers
from spotter.wire.catalog.exercises.exercises import Comparison, imported_of, info_of
from spotter.wire.references import exercise_bytes, exercise_from_bytes
from support.records.exercise_calls import (
    SQUAT,
    STRICT,
    digest_of,
    exported,
    listed,
    refused,
    store,
)
from support.records.running_catalog import RunningCatalog, running_catalog


@pytest.fixture
def catalog(database_url: str) -> Iterator[RunningCatalog]:
    ticks = iter(range(1_000, 1_000_000))
    with running_catalog(database_url, now_us=lambda: next(ticks)) as one:
        yield one


@pytest.fixture
def other_gym(tmp_path: Path) -> Iterator[RunningCatalog]:
    with running_catalog(f"sqlite:///{tmp_path}/other.sqlite3") as one:
        yield one


def previewed(
    catalog: RunningCatalog, file: bytes
) -> list[tuple[str, Comparison, tuple[str, ...]]]:
    answer = catalog.exercises.PreviewImport(pb2.PreviewImportRequest(file=file))
    found = [imported_of(one) for one in answer.exercises]
    return [(one.name, one.comparison, one.differences) for one in found]


def imported(catalog: RunningCatalog, file: bytes) -> None:
    catalog.exercises.ImportExercises(
        pb2.ImportExercisesRequest(file=file, author="anna", reason="from the other gym")
    )


def test_an_export_is_imported_elsewhere_with_its_ids_and_digests(
    catalog: RunningCatalog, other_gym: RunningCatalog
) -> None:
    infos = [info_of(store(catalog, SQUAT.renamed(name))) for name in ("lunge", "squat")]
    file = exported(catalog)
    assert file == exported(catalog)
    assert previewed(other_gym, file) == [
        ("lunge", Comparison.NEW, ()),
        ("squat", Comparison.NEW, ()),
    ]
    assert listed(other_gym) == []
    imported(other_gym, file)
    assert previewed(other_gym, file) == [
        ("lunge", Comparison.SAME, ()),
        ("squat", Comparison.SAME, ()),
    ]
    found = other_gym.exercises.ListExercises(pb2.ListExercisesRequest()).exercises
    assert [(one.exercise_id, one.live.digest) for one in found] == [
        (info.exercise_id, info.digest) for info in infos
    ]
    assert len(other_gym.announced) == 2


def test_a_preview_says_what_differs_and_the_import_makes_it_live(
    catalog: RunningCatalog, other_gym: RunningCatalog
) -> None:
    theirs = info_of(store(catalog, STRICT))
    ours = info_of(store(other_gym, SQUAT))
    file = exported(catalog, theirs.exercise_id, plain=True)
    assert exercise_from_bytes(file).false_alarm_ratio == 0.01
    assert previewed(other_gym, file) == [
        ("squat", Comparison.DIFFERENT, ("False alarm ratio: 0.05 here, 0.01 in the file.",))
    ]
    imported(other_gym, file)
    now = other_gym.exercises.GetExercise(pb2.GetExerciseRequest(name="squat"))
    assert (now.exercise.exercise_id, now.digest) == (ours.exercise_id, theirs.digest)
    assert now.exercise.live.reason == "from the other gym"


def test_an_import_tells_by_the_id_what_was_renamed_or_archived(
    catalog: RunningCatalog,
) -> None:
    info = info_of(store(catalog, SQUAT))
    file = exported(catalog)
    catalog.exercises.RenameExercise(
        pb2.RenameExerciseRequest(exercise_id=info.exercise_id, name="kniebeuge", author="anna")
    )
    catalog.exercises.ArchiveExercise(
        pb2.ArchiveExerciseRequest(exercise_id=info.exercise_id, author="anna")
    )
    assert previewed(catalog, file) == [
        (
            "squat",
            Comparison.DIFFERENT,
            ("It is called kniebeuge here.", "It is archived here."),
        )
    ]
    imported(catalog, file)
    assert listed(catalog) == ["kniebeuge"]


def test_a_reference_file_of_a_renamed_exercise_has_the_new_name(
    catalog: RunningCatalog,
) -> None:
    info = info_of(store(catalog, SQUAT))
    catalog.exercises.RenameExercise(
        pb2.RenameExerciseRequest(exercise_id=info.exercise_id, name="kniebeuge", author="anna")
    )
    file = exported(catalog, info.exercise_id, plain=True)
    assert exercise_from_bytes(file).name == "kniebeuge"
    assert previewed(catalog, file) == [("kniebeuge", Comparison.SAME, ())]


def rewritten(file: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The zip with other contents, whose checksums are right."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return out.getvalue()


def test_a_file_that_is_cut_short_or_altered_changes_nothing(
    catalog: RunningCatalog, other_gym: RunningCatalog
) -> None:
    store(catalog, SQUAT)
    whole = exported(catalog)
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    another = exercise_bytes(STRICT)
    swapped = rewritten(whole, lambda name, data: data if "manifest" in name else another)
    emptied = rewritten(whole, lambda name, data: b"{}" if "manifest" in name else data)
    cut = [whole[: len(whole) * share // 10] for share in range(1, 10)]
    for file in (b"", b"PK", *cut, bytes(flipped), swapped, emptied):
        request = pb2.ImportExercisesRequest(file=file, author="anna")
        code, why = refused(partial(other_gym.exercises.ImportExercises, request))
        assert code is grpc.StatusCode.INVALID_ARGUMENT
        assert why
        assert "\n" not in why
    assert listed(other_gym) == []
    assert other_gym.announced == []


def test_a_file_that_unpacks_to_more_than_it_may_is_refused(catalog: RunningCatalog) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("manifest.json", bytes(80 * 1024 * 1024))
    request = pb2.ImportExercisesRequest(file=out.getvalue(), author="anna")
    code, why = refused(lambda: catalog.exercises.ImportExercises(request))
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert why.startswith("expected exercises of at most 67108864 bytes in all; found ")


def test_one_bad_exercise_in_a_file_keeps_all_of_them_out(
    catalog: RunningCatalog, other_gym: RunningCatalog
) -> None:
    infos = [
        info_of(store(catalog, replace(SQUAT.renamed(name), false_alarm_ratio=ratio)))
        for name, ratio in (("lunge", 0.1), ("squat", 0.2))
    ]
    bad = infos[1].digest
    file = rewritten(exported(catalog), lambda name, data: b"x" if bad in name else data)
    refused(
        lambda: other_gym.exercises.ImportExercises(
            pb2.ImportExercisesRequest(file=file, author="anna")
        )
    )
    assert listed(other_gym) == []


def known_by_a_verdict(catalog: RunningCatalog) -> str:
    """The squat as the ledger notes it that never had its recordings; returns its id."""
    with catalog.database.writing() as session:
        version_numbers(session, {(digest_of(SQUAT), "squat")}, 5)
        return str(session.scalars(select(ExerciseRow.id)).one())


def test_an_exercise_without_recordings_is_not_taken_back_into_use(
    catalog: RunningCatalog,
) -> None:
    exercise_id = known_by_a_verdict(catalog)
    asked = pb2.GetExerciseRequest(exercise_id=exercise_id)
    code, why = refused(lambda: catalog.exercises.GetExercise(asked))
    assert (code, why) == (grpc.StatusCode.NOT_FOUND, "squat has no recordings here")
    request = pb2.RestoreExerciseRequest(exercise_id=exercise_id, author="anna")
    code, why = refused(lambda: catalog.exercises.RestoreExercise(request))
    assert code is grpc.StatusCode.FAILED_PRECONDITION
    assert why == "squat has no recordings here: record it, or import it from a file that has them"
    assert listed(catalog) == []


def test_an_import_gives_an_exercise_the_recordings_that_it_lacks(
    catalog: RunningCatalog, other_gym: RunningCatalog
) -> None:
    exercise_id = UUID(known_by_a_verdict(other_gym))
    store(catalog, STRICT)
    with catalog.database.writing() as session:
        session.scalars(select(ExerciseRow)).one().id = exercise_id
    file = exported(catalog)
    assert previewed(other_gym, file) == [
        ("squat", Comparison.DIFFERENT, ("It is archived here.", "It has no recordings here."))
    ]
    imported(other_gym, file)
    found = other_gym.exercises.GetExercise(pb2.GetExerciseRequest(name="squat"))
    assert (found.exercise.exercise_id, found.digest) == (str(exercise_id), digest_of(STRICT))
    assert previewed(other_gym, file) == [("squat", Comparison.SAME, ())]
