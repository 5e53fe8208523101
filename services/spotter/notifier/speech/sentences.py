"""The sentences that were spoken lately: each is made once, few at a time."""

import asyncio
from collections import OrderedDict

from spotter.movement.wording.languages.known import LANGUAGES
from spotter.notifier.errors import NotifierError
from spotter.notifier.speech.espeak import Espeak

_MOST_BYTES = 16_000_000
_AT_ONCE, _MOST_WAITING = 2, 20


class NoVoiceError(NotifierError):
    """This machine has no voice."""


class BusyVoiceError(NotifierError):
    """Too many sentences are waited for."""


class Sentences:
    """Speaks by ``espeak``; None: there is no voice."""

    def __init__(self, espeak: Espeak | None) -> None:
        self._espeak = espeak
        self._kept = OrderedDict[tuple[str, str], bytes]()
        self._waiting = 0
        self._free = asyncio.Semaphore(_AT_ONCE)

    @property
    def languages(self) -> tuple[str, ...]:
        """In which it can speak, by tag."""
        return tuple(LANGUAGES) if self._espeak else ()

    async def wav(self, text: str, tag: str) -> bytes:
        """A sentence as a WAV file.

        Raises :class:`NoVoiceError`, :class:`BusyVoiceError` and :class:`SpeechError`.
        """
        if self._espeak is None:
            raise NoVoiceError("there is no voice here: espeak-ng is not installed")
        sentence = text, tag
        if sentence not in self._kept:
            await self._make(self._espeak, sentence)
        self._kept.move_to_end(sentence)
        return self._kept[sentence]

    async def _make(self, espeak: Espeak, sentence: tuple[str, str]) -> None:
        if self._waiting >= _MOST_WAITING:
            raise BusyVoiceError("many sentences are waited for; try again in a moment")
        self._waiting += 1
        try:
            async with self._free:
                if sentence not in self._kept:  # who waited before may have had it made
                    self._keep(sentence, await espeak.wav(*sentence))
        finally:
            self._waiting -= 1

    def _keep(self, sentence: tuple[str, str], wav: bytes) -> None:
        """The newest stays, whatever its size."""
        self._kept[sentence] = wav
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > _MOST_BYTES:
            self._kept.popitem(last=False)
