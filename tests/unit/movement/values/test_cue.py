import math
from dataclasses import replace

import pytest

from spotter.movement.scoring import SpotterScorer
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.judged.verdict import Direction, Fault
from spotter.movement.values.taught.cue import Cue, cue_for
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.wording.verdict_words import hints
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference

KNEES_OUT = Cue("knees out", Joint.LEFT_KNEE, Direction.INWARD, 0.2, 0.8)


def fault(
    joint: Joint = Joint.LEFT_KNEE, direction: Direction = Direction.INWARD, phase: float = 0.5
) -> Fault:
    return Fault(joint, phase, direction, 0.2, 10)


@pytest.mark.parametrize("joint", [Joint.LEFT_KNEE, Joint.RIGHT_KNEE])
def test_a_cue_is_for_both_sides(joint: Joint) -> None:
    assert KNEES_OUT.answers(fault(joint))


@pytest.mark.parametrize(
    "other",
    [
        fault(Joint.LEFT_ANKLE),
        fault(direction=Direction.OUTWARD),
        fault(phase=0.19),
        fault(phase=0.81),
    ],
)
def test_a_cue_answers_only_its_joint_direction_and_phases(other: Fault) -> None:
    assert not KNEES_OUT.answers(other)


@pytest.mark.parametrize("phase", [0.2, 0.8])
def test_the_ends_of_a_cues_phases_are_included(phase: float) -> None:
    assert KNEES_OUT.answers(fault(phase=phase))


@pytest.mark.parametrize("joint", [Joint.MID_HIP, Joint.LEFT_HIP, Joint.RIGHT_HIP])
def test_the_hips_count_as_one_joint_as_in_hints(joint: Joint) -> None:
    deeper = Cue("sit down", Joint.MID_HIP, Direction.HIGHER)
    assert deeper.answers(fault(joint, Direction.HIGHER))
    assert not deeper.answers(fault(Joint.LEFT_KNEE, Direction.HIGHER))


def test_of_several_cues_the_first_that_answers_counts() -> None:
    any_time = Cue("push them out", Joint.RIGHT_KNEE, Direction.INWARD)
    assert cue_for(fault(), [KNEES_OUT, any_time]) is KNEES_OUT
    assert cue_for(fault(phase=0.1), [KNEES_OUT, any_time]) is any_time
    assert cue_for(fault(Joint.NOSE), [KNEES_OUT, any_time]) is None


@pytest.mark.parametrize(
    "words",
    ["", "   ", "x" * 201, "knees\nout", "\x1b[31mknees", "knees\x00", "\udcff", "a\u2028b"],
)
def test_words_that_are_not_one_line_are_refused(words: str) -> None:
    with pytest.raises(MovementError, match="a cue is one line of 1 to 200 characters; found"):
        Cue(words, Joint.LEFT_KNEE, Direction.INWARD)


@pytest.mark.parametrize("words", ["膝を外へ", "¡Rodillas afuera!", "<b>out</b>", "x" * 200])
def test_any_line_of_text_in_any_language_will_do(words: str) -> None:
    assert Cue(words, Joint.LEFT_KNEE, Direction.INWARD).words == words


@pytest.mark.parametrize(
    ("first", "last"),
    [(0.6, 0.5), (-0.1, 0.5), (0.5, 1.1), (math.nan, 1), (0, math.nan), (0, math.inf)],
)
def test_invalid_phases_are_refused(first: float, last: float) -> None:
    with pytest.raises(MovementError, match=r"a cue's phases must be 0 to 1, .*; found"):
        Cue("out", Joint.LEFT_KNEE, Direction.INWARD, first, last)


def test_a_hint_begins_with_the_trainers_words_where_a_cue_answers() -> None:
    wrong = {FaultKind.KNEES_IN: frozenset({2})}
    performance, poses = filmed(Plan("squat", reps=3, faults=wrong))
    rep = performance.reps[1]
    knees_in = poses.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6))
    reference = filmed_reference("squat")
    plain = SpotterScorer(Exercise((reference,)), "athlete 0").score(knees_in)
    cued = SpotterScorer(Exercise((reference,), cues=(KNEES_OUT,)), "athlete 0").score(knees_in)
    (action, plain_detail), (cue, detail) = (hints(one)[0].split(": ") for one in (plain, cued))
    assert (action, cue) == ("Push your left knee out", "Knees out")
    assert detail == plain_detail.replace("it is", "your left knee is")
    assert cued.score == plain.score
    assert [replace(fault, cue="") for fault in cued.faults] == list(plain.faults)
