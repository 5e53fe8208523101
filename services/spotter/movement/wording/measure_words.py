"""Describes the measures of a rep, in words and in numbers.

The limits: nine in ten correct reps of ten exercises by six people, compared with three of their
own reps, are within them (docs/method.md).
"""

from typing import NamedTuple

from spotter.movement.values.body.skeleton import MIRROR
from spotter.movement.values.judged.measures import (
    LiftingSpeed,
    Measures,
    MotionRange,
    Symmetry,
    Tempo,
)
from spotter.movement.wording.decimals import filled_in
from spotter.movement.wording.joint_words import joint_words
from spotter.movement.wording.language import Language
from spotter.movement.wording.languages.english import ENGLISH
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


def describe(
    measures: Measures, language: Language = ENGLISH, load_kg: float | None = None
) -> tuple[Line, ...]:
    """One line per available measure; power is told of a known load."""
    lines = (
        _tempo_line(measures, language),
        _range_line(measures.motion_range, language),
        _symmetry_line(measures.symmetry, language),
        _steadiness_line(measures.steadiness_ratio, language),
        _speed_line(measures.lifting, language),
        _power_line(measures.lifting, load_kg, language),
    )
    return tuple(line for line in lines if line)


def _tempo_line(measures: Measures, language: Language) -> Line | None:
    tempo, usual, pace = measures.tempo, measures.usual_tempo, measures.pace_ratio
    if tempo is None or usual is None or pace is None:
        return None
    words = language.measures
    numbers = words.tempo_numbers.format(
        found=_tempo_words(tempo, language), usual=_tempo_words(usual, language)
    )
    how = _place(pace, 1 / _SLOWER_RATIO, _SLOWER_RATIO)
    return Line(words.tempo, words.pace[how], numbers)


def _tempo_words(tempo: Tempo, language: Language) -> str:
    parts = language.measures.tempo_parts
    return filled_in(parts, language, out_s=tempo.out_s, turn_s=tempo.turn_s, back_s=tempo.back_s)


def _range_line(found: MotionRange | None, language: Language) -> Line | None:
    if found is None:
        return None
    words = language.measures
    reach = words.reach[_place(found.ratio, _SHORT_RATIO, 1 / _SHORT_RATIO)]
    numbers = words.range_numbers.format(
        joint=joint_words(found.joint, language, both_sides=found.both_sides),
        range_cm=TORSO_CM * found.range_tl,
        usual_cm=TORSO_CM * found.usual_tl,
    )
    return Line(words.range, reach.format(ratio=found.ratio), numbers)


def _symmetry_line(found: Symmetry | None, language: Language) -> Line | None:
    if found is None:
        return None
    words, (left, right) = language.measures, language.sides
    ratio, later_s = found.left_to_right_ratio, found.left_later_s
    uneven = later = ""
    if ratio < _UNEVEN_RATIO:
        uneven = words.uneven.format(side=left, other=right, ratio=ratio)
    elif ratio > 1 / _UNEVEN_RATIO:
        uneven = words.uneven.format(side=right, other=left, ratio=1 / ratio)
    if abs(later_s) > _LATER_S:
        later = words.later.format(side=left if later_s > 0 else right)
    said = words.uneven_and_later.format(uneven=uneven, later=later) if uneven and later else ""
    template = words.symmetry_numbers[later_s < 0]
    numbers = filled_in(template, language, ratio=ratio, later_s=abs(later_s))
    return Line(words.symmetry, said or uneven or later or words.alike, numbers)


def _steadiness_line(ratio: float | None, language: Language) -> Line | None:
    if ratio is None:
        return None
    words = language.measures
    how = words.steadily[_place(ratio, _JERKY_RATIO, _UNSTEADY_RATIO)]
    numbers = filled_in(words.steadiness_numbers, language, ratio=ratio)
    return Line(words.steadiness, how, numbers)


def _speed_line(found: LiftingSpeed | None, language: Language) -> Line | None:
    """In metres where they are known, and as a part of the set's first rep.

    Nobody has a feeling for torso lengths, so these are told only of a rep without both.
    """
    if found is None:
        return None
    words, part = language.measures, found.of_first_ratio
    said = "" if part is None else words.speed_of_first.format(percent=100 * part)
    if found.mean_m_s is not None:
        metres = filled_in(words.speed_metres, language, mean_m_s=found.mean_m_s)
        said = f"{metres}, {said}" if said else metres
    alone = filled_in(words.speed_words, language, mean_tl_s=found.mean_tl_s)
    return Line(words.speed, said or alone, _speed_numbers(found, language))


def _speed_numbers(found: LiftingSpeed, language: Language) -> str:
    words = language.measures
    is_of_both = int(MIRROR[found.joint]) != found.joint
    joint = joint_words(found.joint, language, both_sides=is_of_both)
    if found.mean_m_s is None or found.peak_m_s is None or found.scale is None:
        return filled_in(
            words.speed_numbers,
            language,
            joint=joint,
            mean_tl_s=found.mean_tl_s,
            peak_tl_s=found.peak_tl_s,
        )
    return filled_in(
        words.speed_metres_numbers,
        language,
        joint=joint,
        mean_m_s=found.mean_m_s,
        peak_m_s=found.peak_m_s,
        source=words.scale_sources[found.scale.source],
    )


def _power_line(
    found: LiftingSpeed | None, load_kg: float | None, language: Language
) -> Line | None:
    mean_w = None if found is None else found.mean_w(load_kg)
    if mean_w is None or load_kg is None:
        return None
    words = language.measures
    numbers = filled_in(words.power_numbers, language, load_kg=load_kg)
    return Line(words.power, words.power_words.format(mean_w=mean_w), numbers)


def _place(value: float, least: float, most: float) -> int:
    """0 below ``least``, 2 above ``most``, 1 between them."""
    return int(value >= least) + int(value > most)
