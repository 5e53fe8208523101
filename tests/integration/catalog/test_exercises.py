"""Exercises in the catalog: real gRPC, real database."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

import grpc
import pytest
from sqlalchemy import select

from spotter.api.catalog.v1 import exercise_service_pb2 as pb2
from spotter.catalog.database.tables import AuditEntry
from spotter.movement.values.exercise import Exercise
from spotter.wire.catalog.exercises import Comparison, imported_of, info_of
from spotter.wire.references import exercise_bytes, exercise_from_bytes, reference_digest
from support.running_catalog import RunningCatalog, running_catalog
from support.stick_squats import squat_reference

SQUAT = Exercise((squat_reference(),))
STRICT = replace(SQUAT, false_alarm_ratio=0.01)


@pytest.fixture
def catalog(database_url: str) -> Iterator[RunningCatalog]:
    ticks = iter(range(1_000, 1_000_000))
    with running_catalog(database_url, now_us=lambda: next(ticks)) as one:
        yield one


@pytest.fixture
def other_gym(tmp_path: Path) -> Iterator[RunningCatalog]:
    with running_catalog(f"sqlite:///{tmp_path}/other.sqlite3") as one:
        yield one


def store(
    catalog: RunningCatalog, exercise: Exercise, expected: str = "", exercise_id: str = ""
) -> pb2.ExerciseInfo:
    request = pb2.StoreExerciseRequest(
        data=exercise_bytes(exercise),
        exercise_id=exercise_id,
        expected_digest=expected,
        author="anna",
        reason="+5 good reps",
    )
    return catalog.exercises.StoreExercise(request).exercise


def digest_of(exercise: Exercise) -> str:
    return reference_digest(exercise_bytes(exercise))


def listed(catalog: RunningCatalog, *, archived: bool = False) -> list[str]:
    request = pb2.ListExercisesRequest(archived=archived)
    return [one.name for one in catalog.exercises.ListExercises(request).exercises]


def refused(call: Callable[[], object]) -> tuple[grpc.StatusCode, str]:
    with pytest.raises(grpc.RpcError) as caught:
        call()
    return caught.value.code(), str(caught.value.details())


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


def exported(catalog: RunningCatalog, *exercise_ids: str, plain: bool = False) -> bytes:
    request = pb2.ExportExercisesRequest(exercise_ids=exercise_ids, plain=plain)
    return catalog.exercises.ExportExercises(request).file


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
