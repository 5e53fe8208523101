"""Which frames of a batch are let in, and what is said of the others."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.rep_segmenter.door.admission import (
    MOST_FRAMES,
    Admission,
    Reason,
    Refusal,
)
from spotter.rep_segmenter.door.time_bounds import BY_THE_CLOCK, LEAVING_THE_CLOCK
from spotter.wire.encoding.bounds import (
    HIGHEST_TRACK_ID,
    LARGEST_SIDE_PX,
    MOST_FRAME_BYTES,
    MOST_PEOPLE,
)
from spotter.wire.poses.people import PoseFrame, TrackedPerson, pose_frame_bytes, pose_frame_message

NOW_US = 1_800_000_000_000_000
KEYPOINTS = np.ones((25, 3), dtype=np.float32)
KNOWN = {"rack-1": BY_THE_CLOCK, "rack-2": BY_THE_CLOCK, "film": LEAVING_THE_CLOCK}
FRAME = PoseFrame("rack-1", NOW_US, 640, 480, "0" * 32, (TrackedPerson(1, KEYPOINTS),))


def let_in(*frames: PoseFrame | bytes) -> tuple[list[PoseFrame], list[Refusal]]:
    data = [one if isinstance(one, bytes) else pose_frame_bytes(one) for one in frames]
    admission = Admission(data, NOW_US)
    return admission.admitted(KNOWN), admission.refusals


def people(*track_ids: int) -> PoseFrame:
    return replace(FRAME, people=tuple(TrackedPerson(one, KEYPOINTS) for one in track_ids))


def with_joint(place: int, value: float) -> PoseFrame:
    keypoints = KEYPOINTS.copy()
    keypoints[3, place] = value
    return replace(FRAME, people=(TrackedPerson(1, keypoints),))


def in_metres(value: float) -> PoseFrame:
    world_m = np.full((25, 3), value, dtype=np.float32)
    return replace(FRAME, people=(TrackedPerson(1, KEYPOINTS, world_m),))


def half_a_person() -> bytes:
    message = pose_frame_message(FRAME)
    message.people[0].keypoints = message.people[0].keypoints[:100]
    return message.SerializeToString()


@pytest.mark.parametrize(
    ("wrong", "reason", "words"),
    [
        (half_a_person(), "broken", "300 bytes a pose; found 100"),
        (b"\x0a\x02\xff\xfe", "broken", "expected a spotter.api.poses.v1.PoseFrame"),
        (b"\x2a\x00" * MOST_FRAME_BYTES, "size", f"at most {MOST_FRAME_BYTES} bytes; found 131072"),
        (replace(FRAME, trace_id="0" * 15_000_000), "size", "found 15000"),
        (people(*range(40_000)), "size", "bytes; found 1"),
        (b"\x2a\x00" * (MOST_PEOPLE + 1), "station", "a station id is"),
        (replace(FRAME, station_id=""), "station", "a station id is"),
        (replace(FRAME, station_id="rack 1\r\nFLUSHALL"), "station", "a station id is"),
        (replace(FRAME, station_id="r" * 101), "station", "a station id is"),
        (replace(FRAME, station_id="rack-3"), "station", "station rack-3: expected a station of"),
        (replace(FRAME, captured_us=0), "time", "found 0 us, -1800000000 s"),
        (replace(FRAME, captured_us=-(2**63)), "time", "found -9223372036854775808 us"),
        (replace(FRAME, captured_us=2**63 - 1), "time", "found 9223372036854775807 us"),
        (
            replace(FRAME, captured_us=NOW_US + BY_THE_CLOCK.ahead_us + 1),
            "time",
            r"10 s ahead.*found .*\+10 s",
        ),
        (
            replace(FRAME, captured_us=NOW_US - BY_THE_CLOCK.behind_us - 1),
            "time",
            "600 s behind.*, -600 s",
        ),
        (people(*range(MOST_PEOPLE + 1)), "people", "at most 50 people; found 51"),
        (people(1, 2, 1), "people", r"found \[1, 2, 1\]"),
        (people(HIGHEST_TRACK_ID + 1), "people", "at most 2147483647; found 2147483648"),
        (replace(FRAME, width_px=0), "picture", "found 0 x 480"),
        (replace(FRAME, height_px=LARGEST_SIDE_PX + 1), "picture", "found 640 x 32769"),
        (replace(FRAME, trace_id=""), "trace_id", "found 0 characters, ''"),
        (replace(FRAME, trace_id="0" * 1000), "trace_id", "found 1000 characters, '0{40}'"),
        (replace(FRAME, trace_id="G" * 32), "trace_id", "found 32 characters, 'G"),
        (with_joint(0, np.inf), "keypoints", "within 1e.06 px; found inf px"),
        (with_joint(1, -1e30), "keypoints", r"within 1e.06 px; found 1e\+30 px"),
        (with_joint(2, np.nan), "keypoints", "confidence is 0 to 1; found nan"),
        (with_joint(2, -0.5), "keypoints", "confidence is 0 to 1; found -0.5 to 1"),
        (with_joint(2, 1e9), "keypoints", r"confidence is 0 to 1; found 1 to 1e\+09"),
        (in_metres(1000), "keypoints", "within 100 m of the hips; found 1000 m"),
    ],
)
def test_a_frame_out_of_bounds_is_refused_in_words_and_the_others_are_let_in(
    wrong: PoseFrame | bytes, reason: Reason, words: str
) -> None:
    before, after = replace(FRAME, captured_us=NOW_US - 1), replace(FRAME, station_id="rack-2")
    frames, refusals = let_in(before, wrong, after)
    assert [(frame.station_id, frame.captured_us) for frame in frames] == [
        ("rack-1", NOW_US - 1),
        ("rack-2", NOW_US),
    ]
    (refusal,) = refusals
    assert (refusal.reason, refusal.frame_count) == (reason, 1)
    assert len(refusal.words) < 1000
    with pytest.raises(ValueError, match=words):
        raise ValueError(refusal.words)


@pytest.mark.parametrize(
    "right",
    [
        people(),
        people(*range(HIGHEST_TRACK_ID - MOST_PEOPLE + 1, HIGHEST_TRACK_ID + 1)),
        replace(FRAME, captured_us=NOW_US + BY_THE_CLOCK.ahead_us),
        replace(FRAME, captured_us=NOW_US - BY_THE_CLOCK.behind_us),
        replace(FRAME, station_id="film", captured_us=NOW_US + 3600 * 1_000_000),
        replace(FRAME, station_id="film", captured_us=NOW_US - 3600 * 1_000_000),
        with_joint(0, np.nan),
        with_joint(0, -300.0),
        with_joint(2, 1.05),
        in_metres(np.nan),
        in_metres(-1.5),
    ],
)
def test_a_frame_at_its_bounds_is_let_in(right: PoseFrame) -> None:
    frames, refusals = let_in(right)
    assert [pose_frame_bytes(frame) for frame in frames] == [pose_frame_bytes(right)]
    assert refusals == []


def test_of_a_batch_that_is_too_long_the_first_frames_are_let_in() -> None:
    frames, refusals = let_in(*[FRAME] * MOST_FRAMES, FRAME, FRAME)
    assert len(frames) == MOST_FRAMES
    assert [(one.reason, one.frame_count) for one in refusals] == [("batch", 2)]
