from dataclasses import replace

import pytest

from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.measures import (
    LiftingSpeed,
    Measures,
    MotionRange,
    Scale,
    ScaleSource,
    Symmetry,
    Tempo,
)
from spotter.movement.wording.languages.german import GERMAN
from spotter.movement.wording.measure_words import describe

USUAL = Tempo(1.0, 0.2, 1.0, 0.0)


def the_line(measures: Measures) -> tuple[str, str, str]:
    [line] = describe(measures)
    return line


def moved(range_tl: float, joint: Joint = Joint.MID_HIP, *, both_sides: bool = False) -> Measures:
    return Measures(motion_range=MotionRange(joint, both_sides, range_tl, 0.8))


@pytest.mark.parametrize(
    ("way_s", "words"),
    [(1.0, "same as"), (1.15, "same as"), (1.25, "slower than"), (0.8, "faster than")],
)
def test_the_tempo_is_compared_with_the_references(way_s: float, words: str) -> None:
    tempo = Tempo(way_s, 0.5, way_s, 0.1)
    name, said, numbers = the_line(Measures(tempo=tempo, usual_tempo=USUAL))
    assert (name, said) == ("Tempo", f"{words} the reference")
    ways = f"out {way_s:.1f} s, turn 0.5 s, back {way_s:.1f} s"
    assert numbers == f"{ways}; reference out 1.0 s, turn 0.2 s, back 1.0 s"


def test_the_pace_is_relative_to_a_quick_reference_too() -> None:
    tempo, usual = Tempo(0.3, 0.0, 0.3, 0.0), Tempo(0.2, 0.1, 0.2, 0.0)
    assert Measures(tempo=tempo, usual_tempo=usual).pace_ratio == pytest.approx(1.5)
    assert Measures(tempo=tempo, usual_tempo=Tempo(0.0, 1.0, 0.0, 0.0)).pace_ratio is None


@pytest.mark.parametrize(
    ("range_tl", "words"),
    [
        (0.8, "as far as the reference"),
        (0.6, "only 75% as far as the reference"),
        (1.0, "farther than the reference (125%)"),
    ],
)
def test_the_range_is_compared_with_the_references(range_tl: float, words: str) -> None:
    name, said, numbers = the_line(moved(range_tl))
    assert (name, said) == ("Range of motion", words)
    assert numbers == f"hips {50 * range_tl:.0f} cm; reference 40 cm"


def test_one_joint_or_both_sides_are_named() -> None:
    assert the_line(moved(0.8, Joint.LEFT_KNEE))[2].startswith("left knee 40 cm")
    assert the_line(moved(0.8, Joint.LEFT_WRIST, both_sides=True))[2].startswith("wrists 40 cm")


@pytest.mark.parametrize(
    ("ratio", "later_s", "words"),
    [
        (1.0, 0.0, "both sides alike"),
        (0.75, 0.05, "left side only 75% as far as the right"),
        (1.25, -0.05, "right side only 80% as far as the left"),
        (1.0, 0.3, "left side later"),
        (0.5, 0.3, "left side only 50% as far as the right and left side later"),
        (1.0, -0.3, "right side later"),
    ],
)
def test_the_weaker_and_the_later_side_are_named(ratio: float, later_s: float, words: str) -> None:
    name, said, _ = the_line(Measures(symmetry=Symmetry(ratio, later_s)))
    assert (name, said) == ("Symmetry", words)


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (1.0, "as steady as the reference"),
        (0.8, "less steady than the reference"),
        (0.7, "stops and starts"),
    ],
)
def test_steadiness_has_words(ratio: float, words: str) -> None:
    assert the_line(Measures(steadiness_ratio=ratio))[:2] == ("Steadiness", words)


def test_the_speed_is_a_part_of_the_first_reps_where_that_is_known() -> None:
    curl = LiftingSpeed(Joint.RIGHT_WRIST, 0.8, 1.234, 1.9)
    numbers = "wrists 1.23 torso lengths a second on the way up, at most 1.90"
    alone = ("Speed", "1.23 torso lengths a second on the way up", numbers)
    assert the_line(Measures(lifting=curl)) == alone
    later = Measures(lifting=replace(curl, of_first_ratio=0.846))
    assert the_line(later) == ("Speed", "85% of the set's first rep", numbers)
    [german] = describe(later, GERMAN)
    assert german.words == "85 % der ersten Wiederholung des Satzes"
    assert german.numbers.startswith("Handgelenke 1,23 Rumpflängen pro Sekunde")


def test_metres_come_first_and_power_of_a_known_load_has_a_line() -> None:
    scale = Scale(0.5, ScaleSource.HEIGHT)
    curl = LiftingSpeed(Joint.RIGHT_WRIST, 0.8, 1.24, 1.9, 0.846, scale)
    speed, power = describe(Measures(lifting=curl), load_kg=12.5)
    assert speed.words == "0.62 m/s, 85% of the set's first rep"
    assert speed.numbers == (
        "wrists 0.62 m/s on the way up, at most 0.95; metres by the member's height"
    )
    numbers = "mean on the way up, for 12.5 kg; the body is not counted"
    assert power == ("Power", "76 W", numbers)
    assert len(describe(Measures(lifting=curl))) == 1
    alone = replace(curl, of_first_ratio=None)
    assert describe(Measures(lifting=alone))[0].words == "0.62 m/s"
    german_speed, german_power = describe(Measures(lifting=curl), GERMAN, 12.5)
    assert german_speed.words == "0,62 m/s, 85 % der ersten Wiederholung des Satzes"
    assert german_speed.numbers.endswith("höchstens 0,95; Meter nach der Körpergröße")
    assert german_power.numbers.startswith("im Mittel nach oben, für 12,5 kg")


def test_missing_measures_have_no_line() -> None:
    assert describe(Measures()) == ()
    assert describe(Measures(tempo=USUAL)) == ()
