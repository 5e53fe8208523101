"""Fifteen good squats, filmed by cameras that send their pictures in different ways."""

from collections import Counter

import numpy as np
import pytest

from spotter.camera_ingest.capture.pacing import CaptureClock
from spotter.movement.scoring.methods import make_scorer
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import Exercise, Outcome
from spotter.movement.values.body.poses import PoseSeries
from spotter.pictures.video.thinning import FrameThinner
from support.cameras.played_stream import played
from support.cameras.sending import SendTime, in_bursts, in_segments, steadily, with_jitter
from support.movements.performed import RATE_HZ, performed

GYM_HZ = 15.0
REFERENCE = make_reference("squat", performed("squat", 5))
FILMED = performed("squat", 15, seed=2)
SOURCES: dict[str, SendTime] = {
    "steady": steadily(RATE_HZ),
    "bursts of 8": in_bursts(8, RATE_HZ),
    "bursts of 30": in_bursts(30, RATE_HZ),
    "jitter": with_jitter(RATE_HZ),
    "HLS": in_segments(6.0, RATE_HZ),
}


def as_published(sent_s: SendTime, *, has_stamps: bool) -> PoseSeries:
    """The poses of the frames that are kept, at their capture times."""
    taken_s = FILMED.captured_us / 1e6
    arrived_s = 1000 + np.array([sent_s(number) for number in range(len(taken_s))])
    found = played(arrived_s, taken_s, has_stamps=has_stamps)
    clock, thinner = CaptureClock(), FrameThinner(GYM_HZ)
    times_us = [clock.rising(round(1e6 * captured_s)) for captured_s in found.captured_s]
    kept = [place for place, time_us in enumerate(times_us) if thinner.keeps(time_us / 1e6)]
    keypoints = FILMED.keypoints[found.number[kept]]
    return PoseSeries(np.array(times_us)[kept], keypoints)


def outcomes(poses: PoseSeries) -> Counter[Outcome]:
    scorer = make_scorer("spotter", Exercise((REFERENCE,)))
    return Counter(
        scorer.score(poses.between(cut.started_us, cut.ended_us)).outcome
        for cut in cut_reps(learn_template(REFERENCE), poses)
    )


@pytest.mark.parametrize("kind", SOURCES)
def test_fifteen_good_squats_stay_fifteen_good_ones(kind: str) -> None:
    poses = as_published(SOURCES[kind], has_stamps=True)
    assert len(poses.captured_us) == pytest.approx(len(FILMED.captured_us) / 2, rel=0.006)
    assert outcomes(poses) == {Outcome.GOOD: 15}


@pytest.mark.parametrize("kind", ["steady", "bursts of 8", "bursts of 30", "jitter"])
def test_they_do_so_without_time_stamps_too(kind: str) -> None:
    assert outcomes(as_published(SOURCES[kind], has_stamps=False)) == {Outcome.GOOD: 15}
