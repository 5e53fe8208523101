"""Scorers prepared from references, cached by digest."""

from collections import OrderedDict
from typing import cast

import redis
import structlog

from spotter.movement.scoring import Scorer, make_scorer
from spotter.movement.scoring.version import method_version
from spotter.movement.values import MovementError
from spotter.scorer.errors import ScorerError
from spotter.wire.errors import WireError
from spotter.wire.names import REFERENCES, reference_key
from spotter.wire.references import exercise_from_bytes

_KEPT = 256


class PreparedReferences:
    """Scorers of the references in Redis. Preparing one is slow, scoring with it is fast."""

    def __init__(self, client: redis.Redis, method: str) -> None:
        self.method_version = method_version(method)
        self._client = client
        self._method = method
        self._scorers: OrderedDict[str, Scorer] = OrderedDict()
        self._unusable: set[str] = set()
        self._log = structlog.get_logger()

    def __len__(self) -> int:
        return len(self._scorers)

    def scorer(self, digest: str) -> Scorer:
        """The scorer of a reference.

        Raises :class:`ScorerError` when the reference is not stored or cannot be used.
        """
        if digest not in self._scorers:
            self._scorers[digest] = self._prepare(digest)
        self._scorers.move_to_end(digest)
        while len(self._scorers) > _KEPT:
            self._scorers.popitem(last=False)
        return self._scorers[digest]

    def prepare_all(self) -> None:
        """Prepare scorers of all references in use, so that no job waits for it."""
        digests = cast("list[bytes]", self._client.hvals(REFERENCES))
        for digest in {found.decode() for found in digests} - set(self._scorers) - self._unusable:
            try:
                self.scorer(digest)
            except ScorerError as error:
                self._unusable.add(digest)
                self._log.warning("reference unusable", digest=digest, reason=str(error))

    def _prepare(self, digest: str) -> Scorer:
        data = self._client.get(reference_key(digest))
        if not isinstance(data, bytes):
            raise ScorerError(f"expected the reference {digest}; it is not stored")
        try:
            return make_scorer(self._method, exercise_from_bytes(data))
        except (WireError, MovementError) as error:
            raise ScorerError(f"the reference {digest} cannot be used: {error}") from error
