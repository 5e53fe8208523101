"""Has sentences spoken by espeak-ng, which runs as a process of its own.

It is under the GPL-3, so Spotter neither links nor ships it.
"""

import asyncio
import shutil
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from pathlib import Path

from spotter.movement.wording.languages.known import LANGUAGES
from spotter.notifier.errors import NotifierError

_PROGRAM = "espeak-ng"
_LONGEST_S = 5.0
_RIFF, _LENGTHS = b"RIFF", ((4, 8), (40, 44))
"""Where a WAV file with a header of 44 bytes says how long it is, and what that leaves out."""


class SpeechError(NotifierError):
    """The program gave no sound."""


@dataclass(frozen=True, slots=True)
class Espeak:
    """The ``program``, which may take ``longest_s`` for a sentence."""

    program: Path
    longest_s: float = _LONGEST_S

    async def wav(self, text: str, tag: str) -> bytes:
        """A sentence in a language, by tag, as a WAV file. Raises :class:`SpeechError`."""
        if tag not in LANGUAGES:
            raise SpeechError(f"expected one of {', '.join(LANGUAGES)}; found {tag!r}")
        process = await self._begun(tag)
        try:
            async with asyncio.timeout(self.longest_s):
                said, _ = await process.communicate(text.encode())
        except TimeoutError:
            raise SpeechError(f"expected speech within {self.longest_s:g} s") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if not said.startswith(_RIFF):
            raise SpeechError(f"expected a WAV file; found {len(said)} bytes of something else")
        return _with_lengths(said)

    async def _begun(self, tag: str) -> Process:
        try:
            return await asyncio.create_subprocess_exec(
                self.program, "-v", tag, "-b", "1", "--stdin", "--stdout",
                stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
            )  # fmt: skip
        except OSError as error:
            raise SpeechError(f"expected {self.program} to run; {error.strerror}") from error


def installed() -> Espeak | None:
    """The program of this machine; None: it has none."""
    path = shutil.which(_PROGRAM)
    return Espeak(Path(path)) if path else None


def _with_lengths(wav: bytes) -> bytes:
    """The file with its true lengths, which the program does not know while it writes to a pipe."""
    told = bytearray(wav)
    for place, left_out in _LENGTHS:
        told[place : place + 4] = (len(wav) - left_out).to_bytes(4, "little")
    return bytes(told)
