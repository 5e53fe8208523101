"""Patterns of faults keep their words while they are there, and are told when they go."""

import numpy as np
import pytest

from spotter.movement.assessment import carried_over
from spotter.movement.values import FaultPattern, Joint, LostPattern

KNEE, WRIST = Joint.LEFT_KNEE, Joint.LEFT_WRIST

Curves = np.ndarray


def rep(joint: Joint, size: float) -> Curves:
    curves = np.full((20, 25, 2), np.nan)
    curves[:, [KNEE, WRIST]] = 0.0
    curves[:, joint, 0] = size
    return curves


def pattern(joint: Joint, size: float, name: str = "", limit: float = 0.3) -> FaultPattern:
    return FaultPattern(rep(joint, size).astype(np.float32), limit, name, name and "say so")


KNEES = [rep(KNEE, 2 + place / 20) for place in range(8)]
WRISTS = [rep(WRIST, 3 + place / 20) for place in range(8)]


def test_a_pattern_that_is_found_again_stays_as_it_is() -> None:
    known = pattern(KNEE, 2.2, "knees in")
    carried = carried_over([known], [pattern(KNEE, 2.1)], KNEES)
    assert carried.patterns == (known,)
    assert carried.gone == ()


def test_one_without_a_name_stays_too_so_that_the_version_does() -> None:
    known = pattern(KNEE, 2.2)
    assert carried_over([known], [pattern(KNEE, 2.1)], KNEES).patterns == (known,)


def test_what_was_not_known_comes_last() -> None:
    known, new = pattern(KNEE, 2.2, "knees in"), pattern(WRIST, 3.1)
    carried = carried_over([known], [new, pattern(KNEE, 2.1)], KNEES + WRISTS)
    assert carried.patterns == (known, new)


def test_a_name_stays_while_five_reps_show_it_though_no_cluster_does() -> None:
    known = pattern(KNEE, 2.2, "knees in")
    assert carried_over([known], [], KNEES[:5]).patterns == (known,)
    assert carried_over([known], [], KNEES[:4]).gone == ("knees in",)


def test_a_pattern_without_a_name_goes_without_a_word() -> None:
    carried = carried_over([pattern(KNEE, 2.2)], [pattern(WRIST, 3.1)], KNEES + WRISTS)
    assert [one.joints.any() for one in carried.patterns] == [True]
    assert carried.gone == ()


def test_a_known_pattern_that_names_less_than_half_of_the_same_reps_is_another_one() -> None:
    wide, narrow = pattern(KNEE, 2.2, limit=0.4), pattern(KNEE, 2.0, limit=0.06)
    carried = carried_over([wide], [narrow], KNEES)
    assert carried.patterns == (narrow,)


def test_each_found_pattern_continues_one_known_one_the_most_alike() -> None:
    one, other = pattern(KNEE, 2.2, "first"), pattern(KNEE, 2.25, "second", limit=0.1)
    carried = carried_over([one, other], [pattern(KNEE, 2.2)], KNEES)
    assert one in carried.patterns
    assert len(carried.patterns) + len(carried.gone) == 2


@pytest.mark.parametrize("count", [0, 8])
def test_without_known_patterns_all_found_ones_are_new(count: int) -> None:
    found = [pattern(KNEE, 2.2), pattern(WRIST, 3.1)]
    assert carried_over([], found, (KNEES + WRISTS)[:count]).patterns == tuple(found)


def test_a_new_pattern_gets_the_words_of_a_lost_one_that_named_the_same_reps() -> None:
    lost = LostPattern("knees in", "push them out", frozenset(range(5)))
    carried = carried_over([], [pattern(KNEE, 2.2), pattern(WRIST, 3.1)], KNEES + WRISTS, [lost])
    assert [(one.name, one.cue) for one in carried.patterns] == [
        ("knees in", "push them out"),
        ("", ""),
    ]
    assert carried.gone == ()


def test_a_lost_one_of_which_no_new_pattern_names_half_is_gone() -> None:
    lost = LostPattern("knees in", "push them out", frozenset(range(3)))
    carried = carried_over([], [pattern(KNEE, 2.2)], KNEES, [lost])
    assert [one.name for one in carried.patterns] == [""]
    assert carried.gone == ("knees in",)
