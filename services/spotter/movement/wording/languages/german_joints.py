"""German, for the joints, whose gender decides about "your" and "it"."""

from spotter.movement.values.body.skeleton import Joint
from spotter.movement.wording.language import Noun

_ENDINGS = {"er": ("er", ""), "es": ("es", ""), "sie": ("e", "e")}
"""By the pronoun: what ends "left" and "big", and what ends "your"."""
_NAMES = {
    "SHOULDER": ("sie", "Schulter", "Schultern"),
    "ELBOW": ("er", "Ellbogen", "Ellbogen"),
    "WRIST": ("es", "Handgelenk", "Handgelenke"),
    "HIP": ("sie", "Hüfte", "Hüfte"),
    "KNEE": ("es", "Knie", "Knie"),
    "ANKLE": ("es", "Sprunggelenk", "Sprunggelenke"),
    "EYE": ("es", "Auge", "Augen"),
    "EAR": ("es", "Ohr", "Ohren"),
    "BIG_TOE": ("sie", "große Zehe", "Zehen"),
    "SMALL_TOE": ("sie", "kleine Zehe", "Zehen"),
    "HEEL": ("sie", "Ferse", "Fersen"),
}
_SIDES = {"LEFT": "link", "RIGHT": "recht"}
_HEAD = Noun("Kopf", "dein Kopf", "er")
_HIPS = Noun("Hüfte", "deine Hüfte", "sie")
_SHOULDERS = Noun("Schultern", "deine Schultern", "sie", is_plural=True)


def _one(joint: Joint) -> Noun:
    side, _, part = joint.name.partition("_")
    pronoun, name, _plural = _NAMES[part]
    ending, of_yours = _ENDINGS[pronoun]
    words = f"{_SIDES[side]}{ending} {name}"
    return Noun(words, f"dein{of_yours} {words}", pronoun)


def _both(joint: Joint) -> Noun:
    part = joint.name.partition("_")[2]
    if part == "HIP":
        return _HIPS
    plural = _NAMES[part][2]
    return Noun(plural, f"deine {plural}", "sie", is_plural=True)


_MIDDLE = {
    Joint.NOSE: _HEAD,
    Joint.NECK: Noun("Hals", "dein Hals", "er"),
    Joint.MID_HIP: _HIPS,
}
JOINTS = {joint: _MIDDLE.get(joint) or _one(joint) for joint in Joint}
PAIRS = {joint: _both(joint) if joint not in _MIDDLE else _MIDDLE[joint] for joint in Joint} | {
    Joint.NECK: _SHOULDERS
}
