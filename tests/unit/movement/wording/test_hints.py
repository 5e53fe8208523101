"""Faults in a trainer's words."""

import re
from dataclasses import replace

import pytest

from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.verdict import Direction, Fault, FaultCode, Moment
from spotter.movement.wording.hints import caption, hint, numbers, praise
from spotter.movement.wording.languages.english import ENGLISH

CODE = FaultCode


def fault(
    code: FaultCode,
    joint: Joint,
    direction: Direction,
    *,
    size_tl: float = 0.25,
    both_sides: bool = False,
) -> Fault:
    return Fault(joint, 0.5, direction, size_tl, 10, both_sides, code, Moment.BOTTOM)


BOTH_KNEES_IN = fault(CODE.KNEES_IN, Joint.LEFT_KNEE, Direction.INWARD, both_sides=True)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            fault(CODE.SITS_TOO_HIGH, Joint.MID_HIP, Direction.HIGHER, size_tl=0.18),
            "Sit deeper: your hips stop a hand's breadth above the reference at the bottom.",
        ),
        (
            fault(CODE.STOPS_SHORT, Joint.LEFT_WRIST, Direction.LOWER),
            "Go higher: your left wrist stops about 12 cm below the reference at the bottom.",
        ),
        (
            fault(CODE.STOPS_SHORT, Joint.NECK, Direction.HIGHER),
            "Go deeper: your shoulders stop about 12 cm above the reference at the bottom.",
        ),
        (
            fault(CODE.GOES_TOO_FAR, Joint.RIGHT_HIP, Direction.LOWER, size_tl=0.06),
            "Not so deep: your hips go about 3 cm below the reference at the bottom.",
        ),
        (
            BOTH_KNEES_IN,
            (
                "Push your knees out: they are about 12 cm further in than in the reference at the "
                "bottom."
            ),
        ),
        (
            fault(CODE.LEANS_FORWARD, Joint.NECK, Direction.FORWARD),
            (
                "Lift your chest: you lean about 12 cm further forward than in the reference at "
                "the bottom."
            ),
        ),
        (
            fault(CODE.SIDE_LAGS, Joint.LEFT_WRIST, Direction.LOWER),
            (
                "Bring your left side along: your left wrist is about 12 cm lower than in the "
                "reference at the bottom."
            ),
        ),
        (
            fault(CODE.OUT_OF_PLACE, Joint.NOSE, Direction.LEFT, size_tl=0.5),
            (
                "Keep your head further right: it is about 25 cm further left than in the "
                "reference at the bottom."
            ),
        ),
    ],
)
def test_a_hint_says_what_to_do_then_how_far_off_and_when(said: Fault, words: str) -> None:
    assert hint(said) == words


def test_a_hint_begins_with_the_trainers_own_cue() -> None:
    assert hint(replace(BOTH_KNEES_IN, cue="drive them: out")) == (
        "Drive them: out: your knees are about 12 cm further in than in the reference at the "
        "bottom."
    )


def test_a_hint_compares_with_the_persons_own_reps_if_these_judge() -> None:
    assert hint(replace(BOTH_KNEES_IN, from_own_reps=True)) == (
        "Push your knees out: they are about 12 cm further in than in your first reps at the "
        "bottom."
    )


def test_a_fault_without_a_moment_is_told_without_when() -> None:
    unknown = Fault(Joint.LEFT_ANKLE, 0.5, Direction.HIGHER, 0.25, 10)
    assert hint(unknown) == (
        "Keep your left ankle lower: it is about 12 cm higher than in the reference."
    )


def test_a_picture_of_a_fault_has_a_caption() -> None:
    assert caption(BOTH_KNEES_IN) == "knees about 12 cm further in"


def test_torso_lengths_are_in_the_numbers() -> None:
    assert numbers(BOTH_KNEES_IN) == (
        "knees 0.25 torso lengths further in, 50 % of the way through"
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (fault(CODE.SITS_TOO_HIGH, Joint.MID_HIP, Direction.HIGHER), "Deep enough now."),
        (fault(CODE.STOPS_SHORT, Joint.LEFT_WRIST, Direction.LOWER), "High enough now."),
        (fault(CODE.GOES_TOO_FAR, Joint.MID_HIP, Direction.LOWER), "Not too deep any more."),
        (BOTH_KNEES_IN, "Knees stay out now."),
        (fault(CODE.KNEES_IN, Joint.LEFT_KNEE, Direction.INWARD), "Left knee stays out now."),
        (fault(CODE.OUT_OF_PLACE, Joint.NOSE, Direction.FORWARD), "Head stays back now."),
        (fault(CODE.OUT_OF_PLACE, Joint.MID_HIP, Direction.LEFT), "Hips stay in the middle now."),
        (fault(CODE.LEANS_FORWARD, Joint.NECK, Direction.FORWARD), "Upright now."),
    ],
)
def test_the_praise_is_the_opposite_of_the_fault(said: Fault, words: str) -> None:
    assert praise(said) == words


def test_every_code_can_be_said_of_one_joint_and_of_both_sides() -> None:
    for code in FaultCode:
        assert ENGLISH.sayings[code], code
        for direction in ENGLISH.sayings[code]:
            for both_sides in (False, True):
                said = fault(code, Joint.LEFT_KNEE, direction, both_sides=both_sides)
                for sentence in (hint(said), praise(said)):
                    assert re.fullmatch(r"[A-Z][^\[\]{}|]*\.", sentence), sentence


@pytest.mark.parametrize("code", [CODE.OUT_OF_PLACE, CODE.STOPS_SHORT, CODE.SIDE_LAGS])
def test_what_any_joint_can_do_can_be_said_in_every_direction(code: FaultCode) -> None:
    assert set(ENGLISH.sayings[code]) == set(Direction)
