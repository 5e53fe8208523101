"""The gym's exercises for those who change them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spotter.api.catalog.v1 import exercise_service_pb2 as pb2
from spotter.api.catalog.v1.exercise_service_pb2_grpc import ExerciseServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.exercises import listed
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.exercises.exercises import (
    Activation,
    ExerciseInfo,
    ImportedExercise,
    activation_of,
    imported_of,
    info_of,
)

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """An exercise, and the bytes of one of its versions."""

    info: ExerciseInfo
    digest: str
    data: bytes


class ExerciseLibrary:
    """Asks the catalog and changes it in the name of ``author``.

    All methods raise :class:`CatalogAwayError` and :class:`RefusedError`, of which
    :class:`UnknownError` and :class:`ConflictError` are kinds.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._channel = channel
        self._stub = ExerciseServiceStub(channel.grpc)
        self._author = author

    def listed(self, *, archived: bool = False) -> list[ExerciseInfo]:
        """The exercises in use, or those that are archived, by name."""
        return list(listed(self._channel, archived=archived))

    def named(self, name: str) -> StoredVersion:
        """The live version of an exercise in use."""
        return self._get(pb2.GetExerciseRequest(name=name))

    def with_digest(self, digest: str) -> StoredVersion:
        """A version."""
        return self._get(pb2.GetExerciseRequest(digest=digest))

    def activations(self, exercise_id: str) -> Iterator[Activation]:
        """From when on which version was used, the latest first."""
        token = ""
        while True:
            request = pb2.ListVersionsRequest(
                exercise_id=exercise_id, page_size=_PAGE, page_token=token
            )
            answer = self._channel.call(self._stub.ListVersions, request)
            yield from map(activation_of, answer.activations)
            token = answer.next_page_token
            if not token:
                return

    def store(
        self, data: bytes, reason: str, *, replaces: ExerciseInfo | None = None, since_us: int = 0
    ) -> ExerciseInfo:
        """Make ``data`` the live version of what it ``replaces``, or of a new exercise.

        ``since_us`` is since when it is used, microseconds since the Unix epoch; 0: now.
        """
        request = pb2.StoreExerciseRequest(
            data=data,
            exercise_id=replaces.exercise_id if replaces else "",
            expected_digest=replaces.digest if replaces else "",
            author=self._author,
            reason=reason,
            since_us=since_us,
        )
        return info_of(self._channel.call(self._stub.StoreExercise, request).exercise)

    def go_back(self, info: ExerciseInfo, digest: str, reason: str) -> ExerciseInfo:
        """Make an earlier version of an exercise the live one."""
        request = pb2.ActivateVersionRequest(
            exercise_id=info.exercise_id,
            digest=digest,
            expected_digest=info.digest,
            author=self._author,
            reason=reason,
        )
        return info_of(self._channel.call(self._stub.ActivateVersion, request).exercise)

    def rename(self, info: ExerciseInfo, name: str) -> ExerciseInfo:
        """Give an exercise another name."""
        request = pb2.RenameExerciseRequest(
            exercise_id=info.exercise_id, name=name, author=self._author
        )
        return info_of(self._channel.call(self._stub.RenameExercise, request).exercise)

    def archive(self, info: ExerciseInfo) -> ExerciseInfo:
        """Take an exercise out of use."""
        request = pb2.ArchiveExerciseRequest(exercise_id=info.exercise_id, author=self._author)
        return info_of(self._channel.call(self._stub.ArchiveExercise, request).exercise)

    def restore(self, info: ExerciseInfo) -> ExerciseInfo:
        """Take an archived exercise back into use."""
        request = pb2.RestoreExerciseRequest(exercise_id=info.exercise_id, author=self._author)
        return info_of(self._channel.call(self._stub.RestoreExercise, request).exercise)

    def preview(self, file: bytes) -> list[ImportedExercise]:
        """What importing a file would do."""
        request = pb2.PreviewImportRequest(file=file)
        return list(
            map(imported_of, self._channel.call(self._stub.PreviewImport, request).exercises)
        )

    def import_file(self, file: bytes, reason: str) -> list[ImportedExercise]:
        """Store the exercises in a file; returns how they compared before."""
        request = pb2.ImportExercisesRequest(file=file, author=self._author, reason=reason)
        return list(
            map(imported_of, self._channel.call(self._stub.ImportExercises, request).exercises)
        )

    def export_file(self, infos: Sequence[ExerciseInfo], *, plain: bool = False) -> bytes:
        """Exercises as one file, all that are in use if none is named."""
        request = pb2.ExportExercisesRequest(
            exercise_ids=[info.exercise_id for info in infos], plain=plain
        )
        return self._channel.call(self._stub.ExportExercises, request).file

    def _get(self, request: pb2.GetExerciseRequest) -> StoredVersion:
        answer = self._channel.call(self._stub.GetExercise, request)
        return StoredVersion(info_of(answer.exercise), answer.digest, answer.data)
