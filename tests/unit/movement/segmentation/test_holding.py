"""How long a position is kept, in the picture of a simulated athlete."""

import numpy as np
import pytest

from spotter.movement.segmentation.holding.positions import HoldPositions
from spotter.movement.segmentation.holding.timer import HoldKept, HoldTimer
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import Joint, MovementError, PoseSeries, Reference
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan, perform

S = 1_000_000


def squats(who: int, seed: int, yaw_deg: float = 35.0) -> PoseSeries:
    """Three squats of a person."""
    plan = Plan("squat", reps=3, body=athlete(who).body)
    return perform(plan, np.random.default_rng(seed)).poses(Camera(yaw_deg=yaw_deg))


def frozen_at_the_bottom(poses: PoseSeries, hold_s: float) -> PoseSeries:
    """The first squat with a stop in it, so long, and standing after it; the network trembles."""
    rep = make_reference("squat", poses).reps[0]
    bottom = int(np.nanargmax(rep.keypoints[:, Joint.MID_HIP, 1]))
    step_us = int(np.median(np.diff(rep.captured_us)))
    stops = round(hold_s * S / step_us)
    order = [*range(bottom), *([bottom] * stops), *range(bottom, len(rep)), *([-1] * 30)]
    keypoints = rep.keypoints[order].copy()
    noise_px = np.random.default_rng(9).normal(0, 2, (*keypoints.shape[:2], 2))
    keypoints[..., :2] += noise_px.astype(np.float32)
    return PoseSeries(np.arange(1, len(order) + 1, dtype=np.int64) * step_us, keypoints)


def holds(poses: PoseSeries, taught: PoseSeries) -> list[HoldKept]:
    timer = HoldTimer(HoldPositions.of((make_reference("squat", taught),)))
    found = (timer.feed(pose) for pose in poses.each())
    return [one for one in found if one is not None]


@pytest.mark.parametrize("who", [0, 3, 7])
def test_a_hold_is_as_long_as_the_position_is_kept_whoever_keeps_it(who: int) -> None:
    *going_on, over = holds(frozen_at_the_bottom(squats(who, 2), 20.0), squats(0, 1))
    assert (over.ended_us - over.started_us) / S == pytest.approx(20.0, abs=1.5)
    assert over.broke is not None
    assert {one.started_us for one in going_on} == {over.started_us}
    assert len(going_on) == pytest.approx(20, abs=2)


def test_the_joint_that_leaves_the_position_first_is_named() -> None:
    poses = frozen_at_the_bottom(squats(0, 2), 20.0)
    keypoints = poses.keypoints.copy()
    half = len(poses) // 2
    torso_px = 100
    keypoints[half:, Joint.RIGHT_KNEE, 0] += torso_px
    over = holds(PoseSeries(poses.captured_us, keypoints), squats(0, 1))[-1]
    assert over.broke is Joint.RIGHT_KNEE
    assert (over.ended_us - int(poses.captured_us[half])) / S == pytest.approx(0, abs=0.2)


def test_whoever_squats_without_stopping_holds_nothing() -> None:
    assert holds(squats(3, 2), squats(0, 1)) == []


def test_a_reference_in_which_nothing_moves_shows_no_position() -> None:
    still = squats(0, 1)
    rep = PoseSeries(still.captured_us[:5], still.keypoints[:1].repeat(5, axis=0))
    with pytest.raises(MovementError, match="differs from the one before it"):
        HoldPositions.of((Reference("squat", (rep,)),))
