"""A new score of the same kind exceeds the limit no more often than promised."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from spotter.movement.assessment.calibration.conformal import conformal_limit, needed_reps
from support.twins import movement as naive

PERCENT = st.integers(1, 49)
ROUNDING = 1e-9


def alarm_ratio(scores: list[float], ratio: float) -> Fraction:
    """How often the last score exceeds the limit of the others, over all orders."""
    alarms = [
        score > conformal_limit(scores[:place] + scores[place + 1 :], ratio)
        for place, score in enumerate(scores)
    ]
    return Fraction(sum(alarms), len(scores))


@given(PERCENT, st.integers(0, 60))
def test_a_new_score_exceeds_the_limit_at_most_as_often_as_promised_and_hardly_less_often(
    percent: int, more: int
) -> None:
    ratio = percent / 100
    known = needed_reps(ratio) + more
    found = alarm_ratio([float(score) for score in range(known + 1)], ratio)
    assert found <= Fraction(percent, 100)
    assert found + Fraction(1, known + 1) >= Fraction(percent, 100)


@given(PERCENT, st.data())
def test_ties_only_make_alarms_rarer(percent: int, data: st.DataObject) -> None:
    ratio = percent / 100
    known = needed_reps(ratio) + data.draw(st.integers(0, 20))
    scores = data.draw(st.lists(st.sampled_from([0.5, 1.0, 2.0]), min_size=known, max_size=known))
    assert alarm_ratio([*scores, 1.0], ratio) <= Fraction(percent, 100)


@given(st.integers(1, 15), st.data())
def test_the_limit_is_that_of_the_slow_twin(percent: int, data: st.DataObject) -> None:
    ratio = percent / 100
    known = needed_reps(ratio) + data.draw(st.integers(0, 60))
    scores = data.draw(st.permutations([float(score) for score in range(known)]))
    assert conformal_limit(scores, ratio) == naive.conformal_limit(scores, Fraction(percent, 100))


@given(st.floats(1e-6, 0.499))
def test_needed_reps_are_the_fewest_that_can_guarantee_the_ratio(ratio: float) -> None:
    known = needed_reps(ratio)
    assert 1 / (known + 1) <= ratio * (1 + ROUNDING)
    assert 1 / known > ratio * (1 - ROUNDING)
