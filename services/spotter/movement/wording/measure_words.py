"""Describes the measures of a rep, in words and in numbers.

The limits: nine in ten correct reps of ten exercises by six people, compared with three of their
own reps, are within them (docs/method.md).
"""

from typing import NamedTuple

from spotter.movement.values import Joint
from spotter.movement.values.measures import Measures, MotionRange, Symmetry, Tempo
from spotter.movement.wording.sizes import TORSO_CM

_SLOWER_RATIO = 1.2
_SHORT_RATIO = 0.9
_UNEVEN_RATIO = 0.9
_LATER_S = 0.1
_UNSTEADY_RATIO = 0.9
_JERKY_RATIO = 0.75


class Line(NamedTuple):
    """One measure: its name, a description, and the numbers behind it."""

    name: str
    words: str
    numbers: str


def describe(measures: Measures) -> tuple[Line, ...]:
    """One line per available measure."""
    lines = (
        _tempo_line(measures),
        _range_line(measures.motion_range),
        _symmetry_line(measures.symmetry),
        _steadiness_line(measures.steadiness_ratio),
    )
    return tuple(line for line in lines if line)


def _tempo_line(measures: Measures) -> Line | None:
    tempo, usual, pace = measures.tempo, measures.usual_tempo, measures.pace_ratio
    if tempo is None or usual is None or pace is None:
        return None
    if pace > _SLOWER_RATIO:
        words = "slower than the reference"
    elif pace < 1 / _SLOWER_RATIO:
        words = "faster than the reference"
    else:
        words = "same as the reference"
    return Line("Tempo", words, f"{_tempo_words(tempo)}; reference {_tempo_words(usual)}")


def _tempo_words(tempo: Tempo) -> str:
    return f"out {tempo.out_s:.1f} s, turn {tempo.turn_s:.1f} s, back {tempo.back_s:.1f} s"


def _range_line(found: MotionRange | None) -> Line | None:
    if found is None:
        return None
    if found.ratio < _SHORT_RATIO:
        words = f"only {found.ratio:.0%} as far as the reference"
    elif found.ratio > 1 / _SHORT_RATIO:
        words = f"farther than the reference ({found.ratio:.0%})"
    else:
        words = "as far as the reference"
    range_cm, usual_cm = (TORSO_CM * length_tl for length_tl in (found.range_tl, found.usual_tl))
    numbers = f"{_joint_words(found)} {range_cm:.0f} cm; reference {usual_cm:.0f} cm"
    return Line("Range of motion", words, numbers)


def _joint_words(found: MotionRange) -> str:
    if found.joint in (Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP):
        return "hips"
    return f"{found.joint.label.partition(' ')[2]}s" if found.both_sides else found.joint.label


def _symmetry_line(found: Symmetry | None) -> Line | None:
    if found is None:
        return None
    ratio, later_s = found.left_to_right_ratio, found.left_later_s
    said = []
    if ratio < _UNEVEN_RATIO:
        said.append(f"left side only {ratio:.0%} as far as the right")
    elif ratio > 1 / _UNEVEN_RATIO:
        said.append(f"right side only {1 / ratio:.0%} as far as the left")
    if abs(later_s) > _LATER_S:
        said.append(f"{'left' if later_s > 0 else 'right'} side later")
    numbers = f"left to right {ratio:.2f}; left {abs(later_s):.2f} s"
    when = "later" if later_s >= 0 else "earlier"
    return Line("Symmetry", " and ".join(said) or "both sides alike", f"{numbers} {when}")


def _steadiness_line(ratio: float | None) -> Line | None:
    if ratio is None:
        return None
    if ratio < _JERKY_RATIO:
        words = "stops and starts"
    elif ratio < _UNSTEADY_RATIO:
        words = "less steady than the reference"
    else:
        words = "as steady as the reference"
    return Line("Steadiness", words, f"{ratio:.2f} of the reference's smoothness")
