from functools import cache

import pytest

from spotter.movement.scoring import Visit
from spotter.movement.scoring.spotter import SpotterScorer
from spotter.movement.values import Exercise, FaultCode, Outcome, Reference
from support.movements.shrugs import shrug_rep

HEIGHT_M = 0.08
"""Half of it is four centimetres."""


@cache
def reference(person: str = "trainer", seed: int = 10) -> Reference:
    return Reference("shrug", tuple(shrug_rep(HEIGHT_M, seed + n) for n in range(3)), person)


@pytest.mark.parametrize(("height_m", "left_ratio"), [(0.55, 1.0), (1.0, 0.2)])
def test_half_a_shrug_and_one_side_of_it_are_faulty(height_m: float, left_ratio: float) -> None:
    scorer = SpotterScorer(Exercise((reference(),)), "trainer")
    for seed in range(20, 25):
        rep = shrug_rep(height_m * HEIGHT_M, seed, left_ratio=left_ratio)
        assert scorer.score(rep).outcome is Outcome.FAULTY


def test_whole_shrugs_are_good() -> None:
    scorer = SpotterScorer(Exercise((reference(),)), "trainer")
    for seed in range(30, 40):
        assert scorer.score(shrug_rep(HEIGHT_M, seed)).outcome is Outcome.GOOD


def test_what_a_shrug_lacks_is_named() -> None:
    scorer = SpotterScorer(Exercise((reference(),)), "trainer")
    (fault,) = scorer.score(shrug_rep(HEIGHT_M * 0.5, 21)).faults
    assert fault.code is FaultCode.STOPS_SHORT
    assert fault.joint.name.endswith("SHOULDER")


def test_half_a_shrug_is_faulty_by_the_persons_own_first_three() -> None:
    visit = Visit(SpotterScorer(Exercise((reference(),))))
    for seed in range(40, 43):
        assert visit.score(str(seed), shrug_rep(HEIGHT_M * 1.1, seed)).outcome is Outcome.GOOD
    assert visit.next_verdict(shrug_rep(HEIGHT_M * 0.5, 44)).outcome is Outcome.FAULTY
    assert visit.next_verdict(shrug_rep(HEIGHT_M * 1.1, 45)).outcome is Outcome.GOOD
