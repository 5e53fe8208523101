"""A planned tempo, written as trainers do: seconds out, turn, back and rest."""

import re

from spotter.movement.values import Tempo
from spotter.training.errors import TrainingError

_LONGEST_S = 60
_TEMPO = re.compile(r"-".join([r"(\d{1,2}(?:\.\d{1,2})?)"] * 4))


def tempo_of(text: str) -> Tempo:
    """The tempo that ``text`` names: out, turn, back and rest in seconds, 0 to 60 each.

    Raises :class:`TrainingError` for anything else, and for a tempo without any movement.

    >>> tempo_of("3-1-1-0")
    Tempo(out_s=3.0, turn_s=1.0, back_s=1.0, rest_s=0.0)
    """
    found = _TEMPO.fullmatch(text.strip())
    if not found:
        raise TrainingError(
            "expected a tempo of four numbers of seconds, out-turn-back-rest, like '3-1-1-0'; "
            f"found {text[:40]!r}"
        )
    return checked_tempo(Tempo(*map(float, found.groups())))


def tempo_text(tempo: Tempo) -> str:
    """The tempo as :func:`tempo_of` reads it.

    >>> tempo_text(Tempo(2.5, 0, 1, 0))
    '2.5-0-1-0'
    """
    return "-".join(f"{part:g}" for part in _parts_s(tempo))


def checked_tempo(tempo: Tempo) -> Tempo:
    """``tempo`` itself.

    Raises :class:`TrainingError` unless its parts are 0 to 60 s and it moves at all.
    """
    if not all(0 <= part <= _LONGEST_S for part in _parts_s(tempo)) or not tempo.moving_s:
        raise TrainingError(
            f"expected a tempo of 0 to {_LONGEST_S} s for each part, and a way out or back; "
            f"found {tempo_text(tempo)}"
        )
    return tempo


def _parts_s(tempo: Tempo) -> tuple[float, float, float, float]:
    return tempo.out_s, tempo.turn_s, tempo.back_s, tempo.rest_s
