"""Trials as they lie in Redis."""

import pytest

from spotter.wire.errors import WireError
from spotter.wire.trials import Trial, TrialJob, trial_bytes, trial_from_bytes

TRIAL = Trial(
    trial_id="5f0c1d2e3a4b5c6d",
    expected_digest="a" * 64,
    digest="b" * 64,
    what="false alarms: at most 2%, instead of 5%",
    false_alarm_ratio=0.02,
    threshold=0.9,
    begun_us=1_790_000_000_000_000,
    author="ida",
    jobs=(TrialJob("replay-1-a", ("a", "b"), 12), TrialJob("replay-1-c", ("c",), 50)),
    without_poses=3,
    left_out=7,
)


def test_a_trial_comes_back_as_it_was() -> None:
    assert trial_from_bytes(trial_bytes(TRIAL)) == TRIAL
    assert TRIAL.reps == 65


def test_what_is_no_trial_is_refused() -> None:
    with pytest.raises(WireError):
        trial_from_bytes(b"\xff\xff")
