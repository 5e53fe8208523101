"""The gym's exercises as a process knows them: from the catalog, or kept while it is away."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from spotter.api.catalog.v1 import exercise_service_pb2 as pb2
from spotter.api.catalog.v1.exercise_service_pb2_grpc import ExerciseServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import CatalogAwayError
from spotter.catalog_client.exercises.cache import ExerciseCache
from spotter.catalog_client.settings import CatalogClientSettings
from spotter.wire.catalog.exercises.exercises import ExerciseInfo, info_of

_PAGE = 1000
_ANSWER_S = 5.0


class KnownExercises:
    """Which exercises there are, and the bytes of their versions; for any thread.

    It begins with what is kept on disk, and learns what changed by :meth:`refresh`.
    """

    def __init__(self, channel: CatalogChannel, cache: ExerciseCache) -> None:
        self._channel = channel
        self._stub = ExerciseServiceStub(channel.grpc)
        self._cache = cache
        self._live: Mapping[str, str] | None = cache.live()
        self._not_on_disk: dict[str, bytes] = {}

    @classmethod
    def of(cls, settings: CatalogClientSettings) -> "KnownExercises":
        """As the settings say; raises :class:`RefusedError` if they name no catalog."""
        return cls(CatalogChannel.of(settings), ExerciseCache(Path(settings.cache_dir)))

    @property
    def are_known(self) -> bool:
        """Whether the catalog has ever answered, in this process or in one before it."""
        return self._live is not None

    @property
    def live(self) -> Mapping[str, str]:
        """The digest of the live version of each exercise in use, by its name."""
        return self._live or {}

    def data(self, digest: str) -> bytes:
        """The bytes of a version, a ``spotter.api.references.v1.Exercise``.

        Raises :class:`CatalogAwayError` when it is not kept and the catalog does not answer, and
        :class:`UnknownError` when there is no such version.
        """
        kept = self._not_on_disk.get(digest) or self._cache.data(digest)
        if kept is not None:
            return kept
        answer = self._channel.call(
            self._stub.GetExercise, pb2.GetExerciseRequest(digest=digest), timeout_s=_ANSWER_S
        )
        if not self._cache.keep(digest, answer.data):
            self._not_on_disk[digest] = answer.data
        return answer.data

    def refresh(self) -> None:
        """Ask the catalog; what is new is fetched before it counts as live.

        Raises :class:`CatalogAwayError` and :class:`RefusedError`; then it knows what it or another
        process that shares the folder has learnt.
        """
        try:
            live = {one.name: one.digest for one in listed(self._channel)}
            for digest in live.values():
                self.data(digest)
        except CatalogAwayError:
            self._live = self._cache.live() or self._live
            raise
        if live != self._live:
            self._cache.keep_live(live)
        self._live = live
        used = set(live.values())
        self._cache.drop_former(used)
        self._not_on_disk = {one: data for one, data in self._not_on_disk.items() if one in used}


def listed(channel: CatalogChannel, *, archived: bool = False) -> Iterator[ExerciseInfo]:
    """The exercises in use, or those that are archived, by name.

    Raises :class:`CatalogAwayError` and :class:`RefusedError`.
    """
    stub, token = ExerciseServiceStub(channel.grpc), ""
    while True:
        request = pb2.ListExercisesRequest(page_size=_PAGE, page_token=token, archived=archived)
        answer = channel.call(stub.ListExercises, request, timeout_s=_ANSWER_S)
        yield from map(info_of, answer.exercises)
        token = answer.next_page_token
        if not token:
            return
