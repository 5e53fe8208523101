"""Cues as a trainer writes them: ``Knees out: knee inward 30-70%``."""

import re

from spotter.movement.geometry import SCORED_JOINTS
from spotter.movement.values import Cue, Direction, Joint, MovementError
from spotter.teaching.errors import TeachingError

EXAMPLE = "Knees out: knee inward 30-70%"

_SIDES = ("left ", "right ")
_MIDDLE = {Joint.MID_HIP: "hips", Joint.NECK: "neck", Joint.NOSE: "head"}
_FORM = re.compile(
    r"(?P<joint>[a-z -]+?)\s+(?P<direction>[a-z]+)"
    r"(?:\s+(?P<first>\d+(?:\.\d+)?)\s*%?\s*(?:-|to)\s*(?P<last>\d+(?:\.\d+)?)\s*%)?"
)


def _joint_words() -> dict[str, Joint]:
    """The words for each joint that can have a fault, without sides."""
    words = {
        joint.label.partition(" ")[2]: joint for joint in SCORED_JOINTS if joint not in _MIDDLE
    }
    words |= {"head": Joint.NOSE, "nose": Joint.NOSE, "neck": Joint.NECK, "hip": Joint.MID_HIP}
    words |= {"hand": words["wrist"], "foot": words["ankle"], "feet": words["ankle"]}
    return words | {f"{word}s": joint for word, joint in words.items() if word != "feet"}


_JOINTS = _joint_words()


def cue_from(text: str) -> Cue:
    """The cue in ``text``; raises :class:`TeachingError` if it is not written like one."""
    words, colon, when = text.rpartition(":")
    found = _FORM.fullmatch(when.strip().lower())
    if not colon or not found:
        raise TeachingError(f'expected a cue such as "{EXAMPLE}"; found {text!r}')
    joint, direction = _joint(found["joint"]), _direction(found["direction"])
    phases = (found["first"] or "0", found["last"] or "100")
    first_phase, last_phase = (float(percent) / 100 for percent in phases)
    try:
        return Cue(words.strip(), joint, direction, first_phase, last_phase)
    except MovementError as error:
        raise TeachingError(f"{error}, in {text!r}") from error


def fault_words(cue: Cue) -> str:
    """The fault that a cue is for, as ``knee inward 30-70%``."""
    label = _MIDDLE.get(cue.joint) or cue.joint.label.partition(" ")[2] or cue.joint.label
    said = f"{'hips' if label == 'hip' else label} {cue.direction.value}"
    if (cue.first_phase, cue.last_phase) == (0, 1):
        return said
    return f"{said} {100 * cue.first_phase:g}-{100 * cue.last_phase:g}%"


def _joint(words: str) -> Joint:
    plain = " ".join(words.split())
    for side in _SIDES:
        plain = plain.removeprefix(side)
    if plain not in _JOINTS:
        known = ", ".join(sorted(word for word in _JOINTS if not word.endswith("s")))
        raise TeachingError(f"expected a cue's joint, one of {known}; found {words!r}")
    return _JOINTS[plain]


def _direction(word: str) -> Direction:
    try:
        return Direction(word)
    except ValueError:
        known = ", ".join(direction.value for direction in Direction)
        raise TeachingError(f"expected a cue's direction, one of {known}; found {word!r}") from None
