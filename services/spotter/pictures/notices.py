"""What was assumed about a video, or left out of it, said to whoever watches it."""

from collections import Counter
from enum import Enum


class NoticeKind(Enum):
    """The kinds of notices."""

    OPENING = "opening"
    """The camera could not be opened in the usual way."""
    TRACK = "track"
    """One of several video tracks was chosen."""
    RATE = "rate"
    """The frame rate is assumed."""
    SIZE = "size"
    """The picture's size changed."""
    JUMP = "jump"
    """The time stamps jumped."""
    REPEAT = "repeat"
    """Pictures equal to the one before, which the file leaves out, were repeated."""
    DAMAGE = "damage"
    """Pictures could not be decoded."""


class Notices:
    """The notices on one video: how often each kind came, and the words of its first one.

    One thread may read them while another adds some.
    """

    def __init__(self) -> None:
        # With every kind from the start, so that it never grows while somebody goes through it.
        self.counts = Counter(dict.fromkeys(NoticeKind, 0))
        self._words: dict[NoticeKind, str] = {}

    def add(self, kind: NoticeKind, words: str) -> None:
        """Note something, with where and how much."""
        self._words.setdefault(kind, words)  # first, so that what is counted has its words
        self.counts[kind] += 1

    def first(self, kind: NoticeKind) -> str:
        """The words of the first notice of that kind."""
        return self._words[kind]

    def in_words(self) -> tuple[str, ...]:
        """A sentence on each kind, in the order in which they came."""
        return tuple(
            words if self.counts[kind] == 1 else f"{words} (the first of {self.counts[kind]})"
            for kind, words in self._words.items()
        )
