"""Whom secrets stood for when the catalog was asked last. Pure."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable

from spotter.notifier.web.access.asking.whoever import Whoever

_FRESH_S = 5.0
_LATELY_S = 60.0
"""For so long somebody stays known while the catalog is away."""
_MOST = 10_000


class KnownSecrets:
    """Remembers them by their hashes; ``clock`` returns monotonic seconds.

    ``round`` counts how often everything was forgotten: what was asked in an earlier round may be
    out of date, and is not noted.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: OrderedDict[bytes, tuple[float, Whoever]] = OrderedDict()
        self.round = 0

    def fresh(self, secret: str) -> Whoever | None:
        """Whom it stood for in the last seconds."""
        return self._within(secret, _FRESH_S)

    def lately(self, secret: str) -> Whoever | None:
        """Whom it stood for in the last minute."""
        return self._within(secret, _LATELY_S)

    def note(self, secret: str, whoever: Whoever, asked_in: int) -> None:
        """Note whom it stands for, as the answer to a question in the round ``asked_in``."""
        if asked_in != self.round:
            return
        self._known[_hash(secret)] = self._clock(), whoever
        self._known.move_to_end(_hash(secret))
        if len(self._known) > _MOST:
            self._known.popitem(last=False)

    def forget(self, secret: str) -> None:
        """Forget a secret that stands for nobody any more."""
        self._known.pop(_hash(secret), None)

    def forget_all(self) -> None:
        """Forget everybody, since an account has changed."""
        self.round += 1
        self._known.clear()

    def _within(self, secret: str, most_s: float) -> Whoever | None:
        noted_s, whoever = self._known.get(_hash(secret), (None, None))
        is_known = noted_s is not None and self._clock() - noted_s <= most_s
        return whoever if is_known else None


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
