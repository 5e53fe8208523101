"""The latest messages to all pages, for those that come back. Pure."""

from collections import deque

from spotter.notifier.live.pages.mailbox import Message


class EventLog:
    """Numbers what happens, and keeps the ``kept`` latest messages.

    A place is a number of this log alone, whose ``name`` no other process has: a page that was
    connected to another one gets nothing here but a snapshot.
    """

    def __init__(self, name: str, *, kept: int) -> None:
        self._name = name
        self._number = 0
        self._messages: deque[Message] = deque(maxlen=kept)

    @property
    def place(self) -> str:
        """Where whoever knows everything is now."""
        return self._at(self._number)

    @property
    def next_place(self) -> str:
        """Where whoever knows everything is after the next message."""
        return self._at(self._number + 1)

    def add(self, message: Message) -> None:
        """Add a message; the oldest makes room."""
        self._number += 1
        self._messages.append(message)

    def begin_anew(self) -> None:
        """Forget all messages: only a snapshot tells what happens now."""
        self._number += 1
        self._messages.clear()

    def after(self, place: str) -> list[Message] | None:
        """What happened after that place; None if that is not known any more, or never was."""
        name, _, number = place.rpartition("-")
        if name != self._name or not number.isdecimal():
            return None
        missed = self._number - int(number)
        if not 0 <= missed <= len(self._messages):
            return None
        return list(self._messages)[len(self._messages) - missed :]

    def _at(self, number: int) -> str:
        return f"{self._name}-{number}"
