"""A line of a workout as people write it: ``squat 3x8 60 kg rest 90 s tempo 3-1-1-0``."""

import re

from spotter.training.errors import TrainingError
from spotter.training.load import LoadUnit, load_kg, load_text
from spotter.training.tempo import tempo_of, tempo_text
from spotter.training.workout import Item

_EXPECTED = "a line like 'squat 3x8-12 60kg rest 90s tempo 3-1-1-0' or 'plank 2x45s'"
_NUMBER = r"\d{1,5}(?:[.,]\d{1,24})?"
_SECONDS = rf"{_NUMBER}\s*(?:s|sec|min)"
_LINE = re.compile(
    rf"(?P<exercise>.*?\S)[\s:]+(?P<sets>\d{{1,5}})\s*[x\u00d7*]\s*"
    rf"(?:(?P<seconds>{_SECONDS})|(?:(?P<least>\d{{1,6}})\s*-\s*)?(?P<reps>\d{{1,6}}))"
    r"(?P<rest>(?:[\s,].*)?)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rf"[\s,]*(?:@?\s*(?P<load>{_NUMBER}\s*(?:kgs?|lbs?))"
    rf"|rest\s*(?P<rest>{_SECONDS}|0)"
    rf"|loss\s*(?P<loss>{_NUMBER})\s*%"
    r"|tempo\s*(?P<tempo>[\d.]+(?:-[\d.]+)*))(?![^\s,])[\s,]*",
    re.IGNORECASE,
)


def item_of(text: str) -> Item:
    """The item that a line names: an exercise, sets x reps or seconds, and what else is planned.

    Reps may be a range: ``3x8-12``. Load, rest, tempo and the loss of speed at which a set ends may
    follow in any order. Seconds may be minutes: ``2x1min``.

    Raises :class:`TrainingError` for anything else.

    >>> item = item_of("squat 3x8-12 60kg rest 90s")
    >>> item.sets, item.least_reps, item.reps, item.rest_s, item.load_kg
    (3, 8, 12, 90.0, 60.0)
    >>> item_of("squat 3x8 loss 20%").most_speed_loss_ratio
    0.2
    >>> item_of("side plank 2x45s").seconds
    45.0
    """
    found = _LINE.fullmatch(text.strip())
    if not found:
        raise TrainingError(f"expected {_EXPECTED}; found {text.strip()[:60]!r}")
    parts = _parts(found["rest"], text)
    return Item(
        exercise=" ".join(found["exercise"].split()),
        sets=int(found["sets"]),
        reps=int(found["reps"]) if found["reps"] else None,
        seconds=_seconds(found["seconds"]) if found["seconds"] else None,
        tempo=tempo_of(parts["tempo"]) if "tempo" in parts else None,
        rest_s=_seconds(parts["rest"]) if "rest" in parts else None,
        load_kg=load_kg(parts["load"]) if "load" in parts else None,
        least_reps=int(found["least"]) if found["least"] else None,
        most_speed_loss_ratio=_decimal(parts["loss"]) / 100 if "loss" in parts else None,
    )


def item_text(item: Item, unit: LoadUnit = LoadUnit.KG) -> str:
    """The line as :func:`item_of` reads it, its load in ``unit`` with at most two decimals.

    >>> from spotter.movement.values import Tempo
    >>> item_text(Item("squat", 3, reps=8, rest_s=90, load_kg=60, tempo=Tempo(3, 1, 1, 0)))
    'squat 3x8 60 kg rest 90 s tempo 3-1-1-0'
    """
    least = "" if item.least_reps is None else f"{item.least_reps}-"
    each = f"{least}{item.reps}" if item.reps is not None else f"{item.seconds:g} s"
    words = [f"{item.exercise} {item.sets}x{each}"]
    if item.load_kg is not None:
        words.append(load_text(item.load_kg, unit))
    if item.rest_s is not None:
        words.append(f"rest {item.rest_s:g} s")
    if item.tempo is not None:
        words.append(f"tempo {tempo_text(item.tempo)}")
    if item.most_speed_loss_ratio is not None:
        words.append(f"loss {round(100 * item.most_speed_loss_ratio, 2):g}%")
    return " ".join(words)


def _parts(rest: str, text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    at = 0
    while at < len(rest):
        found = _PARTS.match(rest, at)
        name = found.lastgroup if found else None
        if not found or name is None:
            unread = rest[at:].strip()[:60]
            raise TrainingError(f"expected {_EXPECTED}; found {unread!r} in {text.strip()[:60]!r}")
        if name in parts:
            raise TrainingError(f"expected one {name}; found another in {text.strip()[:60]!r}")
        parts[name] = found[name]
        at = found.end()
    return parts


def _seconds(text: str) -> float:
    number = re.match(_NUMBER, text)
    seconds = _decimal(number[0]) if number else 0.0
    return seconds * 60 if text.lower().endswith("min") else seconds


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))
