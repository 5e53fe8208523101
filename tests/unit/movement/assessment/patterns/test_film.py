"""A pattern as a movement: what is expected, moved by what the pattern says."""

import numpy as np
import pytest

from spotter.movement.assessment import deviation_curves, film_of
from spotter.movement.scoring import SpotterScorer
from spotter.movement.values import FaultPattern, Joint
from spotter.simulation.motion.faults import FaultKind
from support.movements.faulty_squats import SQUAT, squats_of


def test_the_film_of_a_reps_own_pattern_shows_that_rep() -> None:
    rep = squats_of(3, FaultKind.SHALLOW, 7)[2]
    judgement = SpotterScorer(SQUAT).faulty_by(rep)
    assert judgement is not None
    curves = deviation_curves(judgement.deviations)
    film = film_of(FaultPattern(curves.astype(np.float32), 0.5), judgement, 2.0)
    assert film.done.shape == film.expected.shape == (60, 25, 2)
    assert film.duration_s == 2.0
    apart = film.done - film.expected
    there = judgement.deviations.phases
    offset = judgement.deviations.offset[there]
    assert np.nanmax(np.abs(apart[there] - offset)) < 0.12
    bottom = film.expected[:, Joint.MID_HIP, 1].argmin()
    assert film.done[bottom, Joint.MID_HIP, 1] > film.expected[bottom, Joint.MID_HIP, 1] + 0.3


def test_joints_that_are_not_compared_are_where_they_are_expected() -> None:
    judgement = SpotterScorer(SQUAT).faulty_by(squats_of(3, FaultKind.SHALLOW, 7)[2])
    assert judgement is not None
    centre = np.full((20, 25, 2), np.nan, np.float32)
    centre[:, Joint.LEFT_KNEE] = 2.0
    film = film_of(FaultPattern(centre, 0.5), judgement, 2.0)
    apart = np.abs(film.done - film.expected).max(axis=(0, 2))
    assert apart[Joint.LEFT_KNEE] > 0
    assert np.nan_to_num(np.delete(apart, Joint.LEFT_KNEE)).max() == 0


def test_a_pattern_stands_out_where_it_is_largest() -> None:
    centre = np.full((20, 25, 2), np.nan, np.float32)
    centre[:, [Joint.LEFT_KNEE, Joint.NECK]] = 0.5
    centre[15, Joint.NECK, 1] = -3.0
    joint, phase = FaultPattern(centre, 0.5).stands_out
    assert joint is Joint.NECK
    assert phase == pytest.approx(15.5 / 20)
