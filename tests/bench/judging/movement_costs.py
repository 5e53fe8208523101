"""The cost of segmentation and scoring, without any service."""

from functools import partial

import numpy as np

from bench.instruments.figures import Figure, Findings
from bench.instruments.stopwatch import timed_us
from spotter.movement.scoring import make_scorer
from spotter.movement.segmentation import CutterState, RepCutter, Template, cut_reps, learn_template
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.taught.exercise import Exercise
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan, perform
from spotter.wire.snapshots import (
    LocationState,
    StationSnapshot,
    TrackState,
    snapshot_bytes,
    snapshot_from_bytes,
)

_RATE_HZ = 15.0
_REFERENCE_REPS, _REPS = 5, 20
_NOISE_PX = 1.5


def measure_movement() -> Findings:
    """Segment and score squats at 15 poses a second, with an estimator's noise."""
    reference = make_reference("squat", _squats(_REFERENCE_REPS, seed=1))
    poses = _squats(_REPS, seed=2)
    template = learn_template(reference)
    one_by_one = list(poses.each())
    cutter = RepCutter(template)
    for pose in one_by_one:
        cutter.feed(pose)
    rep = cut_reps(template, poses)[_REPS // 2]
    attempt = poses.between(rep.started_us, rep.ended_us)

    def cut_all() -> None:
        fresh = RepCutter(template)
        for pose in one_by_one:
            fresh.feed(pose)

    cutting_us = [lasted_us / len(one_by_one) for lasted_us in timed_us(cut_all)]
    figures = [
        Figure.median_of("segmenter, one pose", cutting_us, "us"),
        *_snapshot_figures(cutter, template),
        Figure.median_of(
            "template from a reference", _ms(timed_us(lambda: learn_template(reference))), "ms"
        ),
    ]
    exercise = Exercise((reference,))
    for method in ("spotter", "blog"):
        scorer = make_scorer(method, exercise)
        scored_us = timed_us(partial(scorer.score, attempt))
        prepared_us = timed_us(partial(make_scorer, method, exercise))
        figures += [
            Figure.median_of(
                f"{method}: score one rep ({len(attempt)} poses)", _ms(scored_us), "ms"
            ),
            Figure.median_of(
                f"{method}: prepare a reference ({len(reference.reps)} reps)",
                _ms(prepared_us),
                "ms",
            ),
        ]
    return Findings("movement", figures)


def _snapshot_figures(cutter: RepCutter, template: Template) -> list[Figure]:
    """A station's snapshot with one person, from the segmenter's state to bytes and back."""

    def write() -> bytes:
        track = TrackState(1, LocationState(), cutter.state)
        return snapshot_bytes(StationSnapshot(1, tracks=(track,)))

    def read() -> RepCutter:
        (track,) = snapshot_from_bytes(stored).tracks
        assert isinstance(track.follower, CutterState)
        return RepCutter(template, track.follower)

    stored = write()
    return [
        Figure("snapshot of one person", len(stored), "bytes"),
        Figure.median_of("snapshot of one person, written", timed_us(write), "us"),
        Figure.median_of("snapshot of one person, read", timed_us(read), "us"),
    ]


def _squats(reps: int, seed: int) -> PoseSeries:
    rng = np.random.default_rng(seed)
    plan = Plan("squat", reps=reps, rate_hz=_RATE_HZ)
    poses = perform(plan, rng).poses(Camera(yaw_deg=20.0, aim_m=plan.aim_m))
    keypoints = poses.keypoints.copy()
    keypoints[..., :2] += rng.normal(0, _NOISE_PX, keypoints[..., :2].shape)
    return PoseSeries(poses.captured_us, keypoints)


def _ms(lasted_us: tuple[float, ...]) -> list[float]:
    return [one / 1000 for one in lasted_us]
