"""Scorers prepared from references, cached by digest."""

from collections import OrderedDict

import structlog

from spotter.catalog_client.errors import CatalogAwayError, UnknownError
from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.movement.scoring import Scorer, make_scorer
from spotter.movement.scoring.version import method_version
from spotter.movement.values import MovementError
from spotter.scorer.errors import ScorerError
from spotter.wire.errors import WireError
from spotter.wire.references import exercise_from_bytes

_KEPT = 256


class PreparedReferences:
    """Scorers of the gym's exercises. Preparing one is slow, scoring with it is fast."""

    def __init__(self, exercises: KnownExercises, method: str) -> None:
        self.method_version = method_version(method)
        self._exercises = exercises
        self._method = method
        self._scorers: OrderedDict[str, Scorer] = OrderedDict()
        self._unusable: set[str] = set()
        self._log = structlog.get_logger()

    def __len__(self) -> int:
        return len(self._scorers)

    def scorer(self, digest: str) -> Scorer:
        """The scorer of a reference.

        Raises :class:`ScorerError` when the reference is not stored or cannot be used, and
        :class:`CatalogAwayError` when it must be fetched and the catalog does not answer.
        """
        if digest not in self._scorers:
            self._scorers[digest] = self._prepare(digest)
        self._scorers.move_to_end(digest)
        while len(self._scorers) > _KEPT:
            self._scorers.popitem(last=False)
        return self._scorers[digest]

    def prepare_all(self) -> None:
        """Prepare scorers of all references in use, so that no job waits for it."""
        used = set(self._exercises.live.values())
        for digest in used - set(self._scorers) - self._unusable:
            try:
                self.scorer(digest)
            except CatalogAwayError:
                return
            except ScorerError as error:
                self._unusable.add(digest)
                self._log.warning("reference unusable", digest=digest, reason=str(error))

    def _prepare(self, digest: str) -> Scorer:
        try:
            data = self._exercises.data(digest)
        except UnknownError:
            raise ScorerError(f"expected the reference {digest}; it is not stored") from None
        return self.prepared(digest, data)

    def prepared(self, digest: str, data: bytes) -> Scorer:
        """A new scorer of the reference in ``data``, which need not be stored.

        Raises :class:`ScorerError` when it cannot be used.
        """
        try:
            return make_scorer(self._method, exercise_from_bytes(data))
        except (WireError, MovementError) as error:
            raise ScorerError(f"the reference {digest} cannot be used: {error}") from error
