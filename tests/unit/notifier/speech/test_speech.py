"""Sentences are spoken by espeak-ng, a process of its own, within bounds."""

import asyncio
import io
import wave
from pathlib import Path

import pytest

from spotter.notifier.speech.espeak import Espeak, SpeechError, installed
from spotter.notifier.speech.sentences import BusyVoiceError, NoVoiceError, Sentences


def program(folder: Path, script: str) -> Path:
    """A program that does ``script``, and notes that it was run."""
    path = folder / "espeak-ng"
    path.write_text(f"#!/bin/sh\necho run >> {folder}/runs\n{script}\n")
    path.chmod(0o755)
    return path


def runs(folder: Path) -> int:
    return len((folder / "runs").read_text().splitlines())


@pytest.mark.parametrize(("text", "tag"), [("Setz dich tiefer", "de"), ("Sit deeper", "en")])
def test_a_sentence_becomes_a_sound_that_says_how_long_it_is(text: str, tag: str) -> None:
    espeak = installed()
    if espeak is None:
        pytest.skip("espeak-ng is not installed")
    with wave.open(io.BytesIO(asyncio.run(espeak.wav(text, tag)))) as sound:
        assert 0.4 < sound.getnframes() / sound.getframerate() < 4
        assert len(sound.readframes(sound.getnframes())) == 2 * sound.getnframes()


def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    hanging = Espeak(program(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 60"), longest_s=1)
    with pytest.raises(SpeechError, match="within 1 s"):
        asyncio.run(hanging.wav("Hello", "en"))
    assert not Path(f"/proc/{(tmp_path / 'pid').read_text().strip()}").exists()


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="a WAV file"):
        asyncio.run(Espeak(program(tmp_path, "echo nonsense")).wav("Hello", "en"))


def test_a_program_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match=f"{tmp_path}/none to run; No such file"):
        asyncio.run(Espeak(tmp_path / "none").wav("Hello", "en"))


def test_a_sentence_is_spoken_once_and_remembered(tmp_path: Path) -> None:
    async def say() -> None:
        sentences = Sentences(Espeak(program(tmp_path, "printf RIFF%050d 0")))
        for _ in range(3):
            await sentences.wav("Hello", "en")

    asyncio.run(say())
    assert runs(tmp_path) == 1


def test_who_asks_for_too_many_sentences_is_refused(tmp_path: Path) -> None:
    async def say() -> list[object]:
        sentences = Sentences(Espeak(program(tmp_path, "printf RIFF%050d 0")))
        asked = (sentences.wav(f"Hello {number}", "en") for number in range(25))
        return await asyncio.gather(*asked, return_exceptions=True)

    refused = [one for one in asyncio.run(say()) if isinstance(one, BusyVoiceError)]
    assert len(refused) == 5
    assert runs(tmp_path) == 20


def test_where_the_program_is_not_installed_that_is_said() -> None:
    sentences = Sentences(None)
    assert sentences.languages == ()
    with pytest.raises(NoVoiceError, match="espeak-ng is not installed"):
        asyncio.run(sentences.wav("Hello", "en"))
