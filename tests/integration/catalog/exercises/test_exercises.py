"""Exercises in the catalog: real gRPC, real database."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from uuid import UUID

import grpc
import pytest
from sqlalchemy import select

from spotter.api.catalog.v1 import exercise_service_pb2 as pb2
from spotter.catalog.database.tables import AuditEntry
from spotter.movement.values.taught.exercise import Exercise
from spotter.wire.catalog.exercises.exercises import info_of
from spotter.wire.references import exercise_bytes
from support.records.exercise_calls import SQUAT, STRICT, digest_of, listed, refused, store
from support.records.running_catalog import RunningCatalog, running_catalog


@pytest.fixture
def catalog(database_url: str) -> Iterator[RunningCatalog]:
    ticks = iter(range(1_000, 1_000_000))
    with running_catalog(database_url, now_us=lambda: next(ticks)) as one:
        yield one


def test_a_stored_exercise_is_found_by_its_id_its_name_and_its_digest(
    catalog: RunningCatalog,
) -> None:
    info = info_of(store(catalog, SQUAT))
    assert str(UUID(info.exercise_id)) == info.exercise_id
    assert (info.name, info.digest, info.archived_us) == ("squat", digest_of(SQUAT), 0)
    assert (info.live.author, info.live.reason) == ("anna", "+5 good reps")
    counts = info.live.counts
    assert (counts.good_reps, counts.people, counts.views) == (SQUAT.rep_count, 1, 1)
    assert counts.false_alarm_ratio == SQUAT.false_alarm_ratio
    for key in ({"exercise_id": info.exercise_id}, {"name": "squat"}, {"digest": info.digest}):
        found = catalog.exercises.GetExercise(pb2.GetExerciseRequest(**key))
        assert info_of(found.exercise) == info
        assert (found.digest, found.data) == (info.digest, exercise_bytes(SQUAT))
    assert catalog.announced == [info.exercise_id]


def test_an_exercise_is_found_however_its_accents_are_written(catalog: RunningCatalog) -> None:
    composed, decomposed = SQUAT.renamed("\u00dcbung"), SQUAT.renamed("U\u0308bung")
    info = info_of(store(catalog, decomposed))
    assert info.name == composed.name
    for name in (composed.name, decomposed.name):
        found = catalog.exercises.GetExercise(pb2.GetExerciseRequest(name=name))
        assert info_of(found.exercise) == info
    strict = replace(decomposed, false_alarm_ratio=0.01)
    assert store(catalog, strict, expected=info.digest).exercise_id == info.exercise_id


def test_a_version_that_others_replaced_meanwhile_is_not_overwritten(
    catalog: RunningCatalog,
) -> None:
    first = info_of(store(catalog, SQUAT))
    second = info_of(store(catalog, STRICT, expected=first.digest))
    assert (second.exercise_id, second.digest) == (first.exercise_id, digest_of(STRICT))
    mild = replace(SQUAT, false_alarm_ratio=0.2)
    code, why = refused(lambda: store(catalog, mild, expected=first.digest))
    assert code is grpc.StatusCode.FAILED_PRECONDITION
    assert why == (
        f"somebody else changed squat meanwhile: expected version {first.digest[:12]}; "
        f"found {second.digest[:12]}"
    )
    code, why = refused(lambda: store(catalog, mild))
    assert why == f"there is an exercise squat already, at version {second.digest[:12]}"
    assert len(catalog.announced) == 2


def test_storing_what_is_live_changes_nothing(catalog: RunningCatalog) -> None:
    first = store(catalog, SQUAT)
    assert store(catalog, SQUAT) == first
    assert len(catalog.announced) == 1


def test_of_two_who_change_a_version_at_once_one_is_told(catalog: RunningCatalog) -> None:
    first = info_of(store(catalog, SQUAT))
    wished = [replace(SQUAT, false_alarm_ratio=ratio) for ratio in (0.01, 0.02, 0.03, 0.04)]

    def attempt(exercise: Exercise) -> str:
        try:
            return info_of(store(catalog, exercise, expected=first.digest)).digest
        except grpc.RpcError as error:
            return str(error.details())

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(attempt, wished))
    done = [one for one in said if re.fullmatch("[0-9a-f]{64}", one)]
    assert len(done) == 1
    assert sum("somebody else changed squat meanwhile" in one for one in said) == 3


def test_going_back_is_a_use_of_the_earlier_version_again(catalog: RunningCatalog) -> None:
    first = info_of(store(catalog, SQUAT))
    second = info_of(store(catalog, STRICT, expected=first.digest))
    request = pb2.ActivateVersionRequest(
        exercise_id=first.exercise_id,
        digest=first.digest,
        expected_digest=second.digest,
        author="ben",
        reason="too strict",
    )
    assert catalog.exercises.ActivateVersion(request).exercise.live.digest == first.digest
    known, token = [], ""
    while True:
        page = catalog.exercises.ListVersions(
            pb2.ListVersionsRequest(exercise_id=first.exercise_id, page_size=2, page_token=token)
        )
        known += [(one.digest, one.author, one.reason) for one in page.activations]
        token = page.next_page_token
        if not token:
            break
    assert known == [
        (first.digest, "ben", "too strict"),
        (second.digest, "anna", "+5 good reps"),
        (first.digest, "anna", "+5 good reps"),
    ]
    code, why = refused(
        lambda: catalog.exercises.ActivateVersion(
            pb2.ActivateVersionRequest(
                exercise_id=first.exercise_id, digest="ab" * 32, author="ben"
            )
        )
    )
    assert (code, why) == (grpc.StatusCode.NOT_FOUND, "squat has no version abababababab")


def test_a_renamed_exercise_is_the_same_exercise(catalog: RunningCatalog) -> None:
    info = info_of(store(catalog, SQUAT))
    store(catalog, SQUAT.renamed("lunge"))
    renaming = pb2.RenameExerciseRequest(
        exercise_id=info.exercise_id, name=" スクワット ", author="anna"
    )
    renamed = info_of(catalog.exercises.RenameExercise(renaming).exercise)
    assert renamed == replace(info, name="スクワット")
    assert listed(catalog) == ["lunge", "スクワット"]
    renaming.name = "lunge"
    code, why = refused(lambda: catalog.exercises.RenameExercise(renaming))
    assert (code, why) == (
        grpc.StatusCode.FAILED_PRECONDITION,
        "there is an exercise lunge already",
    )


@pytest.mark.parametrize("name", ["", "  ", "any", "a bell\a", "x" * 101])
def test_a_name_that_is_none_is_refused(catalog: RunningCatalog, name: str) -> None:
    info = info_of(store(catalog, SQUAT))
    renaming = pb2.RenameExerciseRequest(exercise_id=info.exercise_id, name=name, author="anna")
    code, why = refused(lambda: catalog.exercises.RenameExercise(renaming))
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert "an exercise's name" in why


def test_an_archived_exercise_is_kept_and_its_name_is_free(catalog: RunningCatalog) -> None:
    info = info_of(store(catalog, SQUAT))
    archiving = pb2.ArchiveExerciseRequest(exercise_id=info.exercise_id, author="anna")
    assert catalog.exercises.ArchiveExercise(archiving).exercise.archived_us > 0
    assert (listed(catalog), listed(catalog, archived=True)) == ([], ["squat"])
    found = catalog.exercises.GetExercise(pb2.GetExerciseRequest(digest=info.digest))
    assert found.data == exercise_bytes(SQUAT)
    code, why = refused(lambda: store(catalog, STRICT, info.digest, exercise_id=info.exercise_id))
    assert why == "squat is archived; take it back into use first"

    another = info_of(store(catalog, SQUAT))
    assert another.exercise_id != info.exercise_id
    restoring = pb2.RestoreExerciseRequest(exercise_id=info.exercise_id, author="anna")
    code, why = refused(lambda: catalog.exercises.RestoreExercise(restoring))
    assert (code, why) == (
        grpc.StatusCode.FAILED_PRECONDITION,
        "there is an exercise squat already",
    )
    archiving.exercise_id = another.exercise_id
    catalog.exercises.ArchiveExercise(archiving)
    assert catalog.exercises.RestoreExercise(restoring).exercise.archived_us == 0
    assert listed(catalog) == ["squat"]


def test_many_exercises_are_listed_in_pages_by_name(catalog: RunningCatalog) -> None:
    names = [f"lift-{number}" for number in range(7)]
    for name in reversed(names):
        store(catalog, SQUAT.renamed(name))
    pages, token = [], ""
    while True:
        page = catalog.exercises.ListExercises(
            pb2.ListExercisesRequest(page_size=3, page_token=token)
        )
        pages.append([one.name for one in page.exercises])
        token = page.next_page_token
        if not token:
            break
    assert pages == [names[:3], names[3:6], names[6:]]


@pytest.mark.parametrize("token", ["x", "bnVsbA==", "WzEsIDJd"])
def test_a_page_token_of_nobody_is_refused(catalog: RunningCatalog, token: str) -> None:
    request = pb2.ListExercisesRequest(page_token=token)
    code, why = refused(lambda: catalog.exercises.ListExercises(request))
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert why == "expected the page token of the answer before; found another"


def test_what_is_no_exercise_is_refused(catalog: RunningCatalog) -> None:
    whole = exercise_bytes(SQUAT)
    for data in (b"", b"nonsense", whole[: len(whole) // 2]):
        request = pb2.StoreExerciseRequest(data=data, author="anna")
        code, why = refused(partial(catalog.exercises.StoreExercise, request))
        assert code is grpc.StatusCode.INVALID_ARGUMENT
        assert why.startswith("expected an exercise with its recordings; ")
        assert "\n" not in why


def test_every_change_is_noted_with_its_author(catalog: RunningCatalog) -> None:
    info = info_of(store(catalog, SQUAT))
    catalog.exercises.ArchiveExercise(
        pb2.ArchiveExerciseRequest(exercise_id=info.exercise_id, author="ben")
    )
    with catalog.database.reading() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.no)).all()
        noted = [(one.author, one.kind, one.subject, one.what) for one in entries]
    assert noted == [
        ("anna", "exercise", info.exercise_id, "made the exercise squat"),
        ("anna", "exercise", info.exercise_id, f"version {info.digest[:12]} of squat is live"),
        ("ben", "exercise", info.exercise_id, "archived the exercise squat"),
    ]
    _code, why = refused(
        lambda: catalog.exercises.ArchiveExercise(
            pb2.ArchiveExerciseRequest(exercise_id=info.exercise_id)
        )
    )
    assert why == "expected an author; found nothing"
