"""What a station lacks, from what is measured."""

from dataclasses import replace

import pytest

from spotter.notifier.live.keeping_up.shortfall import JudgedRep, Kind, StationMeasures, shortfalls
from spotter.wire.stations import CameraMeasures

CAMERA = CameraMeasures(frame_rate_hz=15, late_hz=0, longest_gap_s=0.1, brightness=90)
ENOUGH = StationMeasures(15, CAMERA, delay_s=0.2, stale_ratio=0.0, person_px=300)
SCORED = JudgedRep()
FEW = JudgedRep("TOO_FEW_FRAMES", "too few frames: 5, at least 8 are needed")
CUT_OFF = JudgedRep("CUT_OFF", "only 40% of the movement is there")


def said(measures: StationMeasures) -> list[str]:
    return [found.words for found in shortfalls(measures)]


def of_camera(**changes: float) -> StationMeasures:
    return replace(ENOUGH, camera=replace(CAMERA, **changes))


@pytest.mark.parametrize(
    "measures",
    [
        ENOUGH,
        StationMeasures(15),
        of_camera(frame_rate_hz=9),
        of_camera(brightness=45),
        replace(ENOUGH, stale_ratio=0.3),
        replace(ENOUGH, reps=(SCORED, FEW) * 3),
        replace(ENOUGH, reps=(FEW,) * 4),
    ],
    ids=[
        "enough of everything",
        "nothing known yet",
        "ten but for one in ten",
        "a dim room",
        "fewer but enough in time",
        "few unscorable reps",
        "few reps",
    ],
)
def test_nothing_is_lacking(measures: StationMeasures) -> None:
    assert said(measures) == []


@pytest.mark.parametrize(
    ("measures", "words"),
    [
        (of_camera(frame_rate_hz=4), "4 pictures a second; reps need 10"),
        (of_camera(frame_rate_hz=0.5), "0.5 pictures a second; reps need 10"),
        (of_camera(frame_rate_hz=8.4), "8 pictures a second; reps need 10"),
        (
            replace(ENOUGH, stale_ratio=0.8),
            "3 of 15 pictures a second are in time; reps need 10",
        ),
        (
            of_camera(frame_rate_hz=6, late_hz=24),
            "6 of 15 pictures a second are in time; reps need 10",
        ),
        (of_camera(longest_gap_s=1.2), "gaps of 1.2 s between pictures; reps bear 0.4"),
        (of_camera(brightness=7), "too dark: mean brightness 7 of 255"),
        (replace(ENOUGH, person_px=60), "the person is 60 px tall; needs 120"),
        (replace(ENOUGH, delay_s=6), "pictures come 6 s late"),
        (
            replace(ENOUGH, reps=(SCORED, FEW, FEW) * 3),
            f"6 of the last 9 reps could not be judged: {FEW.reason}",
        ),
        (
            replace(ENOUGH, reps=(SCORED, CUT_OFF, FEW, FEW) * 2),
            f"6 of the last 8 reps could not be judged: mostly {FEW.reason}",
        ),
    ],
)
def test_what_is_lacking_is_said_with_its_number(measures: StationMeasures, words: str) -> None:
    assert said(measures) == [words]


def test_a_slow_camera_is_not_blamed_on_the_machine() -> None:
    slow = replace(ENOUGH, camera=replace(CAMERA, frame_rate_hz=4), stale_ratio=0.5)
    assert [found.kind for found in shortfalls(slow)] == [Kind.FEW_FRAMES]
