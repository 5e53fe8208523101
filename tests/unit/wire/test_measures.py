"""Measures survive the wire, including absent ones."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.api.poses.v1.skeleton_pb2 import Point
from spotter.api.verdicts.v1 import verdict_pb2
from spotter.movement.values.body.angle import Angle
from spotter.movement.values.body.poses import PoseSeries
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
from spotter.movement.values.judged.rep import Rep
from spotter.movement.values.judged.verdict import (
    AngleDeviation,
    Direction,
    Moment,
    Outcome,
    Verdict,
)
from spotter.wire.errors import WireError
from spotter.wire.measures import angle_of, measures_of
from spotter.wire.verdicts import rep_verdict, verdict_bytes, verdict_from_bytes

FULL = Measures(
    Tempo(1.1, 0.2, 0.9, 0.1),
    Tempo(1.0, 0.0, 1.0, 0.0),
    MotionRange(Joint.LEFT_WRIST, both_sides=True, range_tl=0.7, usual_tl=0.9),
    Symmetry(0.8, -0.05),
    0.93,
    LiftingSpeed(
        Joint.LEFT_WRIST,
        rise_tl=0.7,
        mean_tl_s=1.2,
        peak_tl_s=1.9,
        of_first_ratio=0.9,
        scale=Scale(0.51, ScaleSource.HEIGHT),
    ),
)


def sent(verdict: Verdict) -> Verdict:
    poses = PoseSeries(np.arange(3), np.zeros((3, 25, 3), dtype=np.float32))
    rep = Rep("rack-1", 1, "squat", "d" * 64, 1, 1, 0, "", poses)
    return verdict_from_bytes(verdict_bytes(rep_verdict(rep, verdict))).verdict


@pytest.mark.parametrize(
    "measures",
    [
        FULL,
        Measures(),
        replace(FULL, symmetry=None),
        replace(FULL, lifting=None),
        Measures(lifting=LiftingSpeed(Joint.NECK, 0.5, 1.0, 1.5)),
        replace(FULL, motion_range=None, steadiness_ratio=None),
        Measures(steadiness_ratio=0.0),
        Measures(tempo=Tempo(0, 0, 0, 0)),
    ],
)
def test_measures_survive_with_their_gaps(measures: Measures) -> None:
    assert sent(Verdict(Outcome.GOOD, 0.5, 1.0, measures=measures)).measures == measures


@pytest.mark.parametrize("angle", Angle)
def test_every_angle_survives(angle: Angle) -> None:
    found = AngleDeviation(angle, 0.5, -31.5, Moment.BOTTOM, Direction.FORWARD)
    assert sent(Verdict(Outcome.GOOD, 0.5, 1.0, angle=found)).angle == found
    less_known = AngleDeviation(angle, 0.5, -31.5)
    assert sent(Verdict(Outcome.GOOD, 0.5, 1.0, angle=less_known)).angle == less_known


def test_no_angle_stays_none() -> None:
    assert sent(Verdict(Outcome.GOOD, 0.5, 1.0)).angle is None


def test_an_unknown_point_or_angle_is_refused() -> None:
    bar = verdict_pb2.MotionRange(point=Point(equipment_point="bar"))
    with pytest.raises(WireError, match="found equipment's 'bar'"):
        measures_of(verdict_pb2.Measures(motion_range=bar))
    with pytest.raises(WireError, match=r"Angle is one of RIGHT_KNEE, .*; found UNSPECIFIED"):
        angle_of(verdict_pb2.AngleDeviation(phase=0.5))
