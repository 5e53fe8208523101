"""The chain of audit entries: each is hashed together with the hash of the one before. Pure.

Whoever changes, removes or inserts an entry would have to change all later ones as well. Since the
last hash can be noted elsewhere, even that shows.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

NONE_BEFORE = b""
"""The hash before the first entry's."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that an entry says; ``person`` and ``subject`` are ids, ``at_us`` is since the epoch."""

    number: int
    at_us: int
    author: str
    kind: str
    subject: str
    person: str
    what: str


def link(before: bytes, content: Content) -> bytes:
    """The hash (SHA-256) of an entry that follows the one with the hash ``before``.

    The content is hashed as JSON, in which no two contents are alike.
    """
    text = json.dumps(astuple(content), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(before + text.encode()).digest()


@dataclass(frozen=True, slots=True)
class Chain:
    """How far entries were followed: how many there are, and the hash of the last.

    ``broken_at`` is the number of the first that does not fit to the one before, 0: all fit.
    """

    entries: int = 0
    last: bytes = NONE_BEFORE
    broken_at: int = 0

    def followed(self, entries: Iterable[tuple[Content, bytes]]) -> "Chain":
        """The chain with more ``entries`` and their hashes, as they are kept, by their numbers."""
        count, last, broken_at = self.entries, self.last, self.broken_at
        for content, kept in entries:
            count += 1
            is_next = content.number == count and kept == link(last, content)
            if not is_next and not broken_at:
                broken_at = content.number
            last = kept
        return Chain(count, last, broken_at)

    def ended(self, entries: int, last: bytes) -> "Chain":
        """The chain, broken at its end unless it ends as it is known to."""
        if self.broken_at or (self.entries, self.last) == (entries, last):
            return self
        return Chain(self.entries, self.last, min(self.entries, entries) + 1)
