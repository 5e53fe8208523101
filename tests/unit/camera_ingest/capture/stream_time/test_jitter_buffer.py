"""The jitter buffer in virtual time, with sources of every kind."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from spotter.camera_ingest.capture.stream_time.jitter_buffer import LONGEST_DELAY_S, JitterBuffer
from support.cameras.played_stream import Played, played
from support.cameras.sending import SendTime, in_bursts, in_segments, steadily, with_jitter

RATE_HZ = 30.0
PERIOD_S = 1 / RATE_HZ
BEGAN_S = 1000.0
COUNT = 2640
"""Whole bursts, a minute and a half."""
TAKEN_S = BEGAN_S + np.arange(COUNT) / RATE_HZ
SETTLED_S = BEGAN_S + 30
"""By then, no delay of the beginning is left."""

KINDS: dict[str, SendTime] = {
    "steady": steadily(RATE_HZ),
    "bursts of 8": in_bursts(8, RATE_HZ),
    "bursts of 30": in_bursts(30, RATE_HZ),
    "jitter": with_jitter(RATE_HZ),
    "HLS": in_segments(6.0, RATE_HZ),
}
DELAYS_S = {"steady": 0.0, "bursts of 8": 7 / 30, "bursts of 30": 29 / 30, "HLS": 6.0}
MOST_ERROR_S = dict.fromkeys(KINDS, 0.002) | {"HLS": 0.85}
"""A segment's last picture arrives up to half a second of waiting and 0.3 s of loading late."""


def arrivals(sent_s: SendTime) -> NDArray[np.float64]:
    return BEGAN_S + np.array([sent_s(number) for number in range(COUNT)])


def error_s(found: Played) -> NDArray[np.float64]:
    return found.captured_s - TAKEN_S[found.number]


@pytest.mark.parametrize("kind", KINDS)
def test_capture_times_are_the_streams_own_whatever_the_way_it_arrives(kind: str) -> None:
    found = played(arrivals(KINDS[kind]), TAKEN_S - 7)
    assert found.number.tolist() == list(range(COUNT))
    assert np.diff(found.captured_s) == pytest.approx(np.diff(TAKEN_S), rel=0.0051)
    assert error_s(found) == pytest.approx(0, abs=MOST_ERROR_S[kind])


@pytest.mark.parametrize("kind", DELAYS_S)
def test_a_source_is_let_out_at_its_own_pace_with_the_delay_that_it_needs(kind: str) -> None:
    found = played(arrivals(KINDS[kind]), TAKEN_S).since(SETTLED_S)
    assert found.delay_s == pytest.approx(DELAYS_S[kind], abs=MOST_ERROR_S[kind])
    assert found.late_s.max() == 0
    assert np.median(np.diff(found.released_s)) == pytest.approx(PERIOD_S, rel=0.01)
    assert np.diff(found.released_s).min() > 0.75 * PERIOD_S


@pytest.mark.parametrize("kind", ["steady", "bursts of 8", "bursts of 30"])
@pytest.mark.parametrize("has_stamps", [True, False])
def test_without_stamps_the_pictures_of_a_burst_are_spread(kind: str, *, has_stamps: bool) -> None:
    stamps_s = [None] * COUNT
    found = played(arrivals(KINDS[kind]), stamps_s, has_stamps=has_stamps).since(SETTLED_S)
    assert error_s(found) == pytest.approx(0, abs=0.002)
    assert np.diff(found.captured_s) == pytest.approx(PERIOD_S, abs=0.002)


@pytest.mark.parametrize(
    ("stamp", "why"),
    [
        (lambda _: 0.0, "all the same"),
        (lambda number: number / 25, "as if there were 25 a second"),
        (lambda number: number / 60, "as if there were 60 a second"),
        (lambda number: (number * 7919 % 1000) * 40.0, "anything"),
    ],
)
@pytest.mark.parametrize("kind", ["steady", "bursts of 8"])
def test_stamps_that_make_no_sense_are_no_longer_used(
    kind: str, stamp: Callable[[int], float], why: str
) -> None:
    stamps_s = [stamp(number) for number in range(COUNT)]
    found = played(arrivals(KINDS[kind]), stamps_s).since(SETTLED_S)
    assert error_s(found) == pytest.approx(0, abs=0.003), why


@pytest.mark.parametrize(
    ("kind", "jump_s"),
    [
        (kind, jump_s)
        for kind in KINDS
        for jump_s in (20_000.0, -20_000.0, 3.0, -3.0)
        # In the middle of a segment, a few seconds may as well be missing.
        if (kind, jump_s) != ("HLS", 3.0)
    ],
)
def test_after_a_jump_of_the_stamps_time_goes_on(kind: str, jump_s: float) -> None:
    stamps_s = TAKEN_S + jump_s * (np.arange(COUNT) >= COUNT // 2)
    found = played(arrivals(KINDS[kind]), stamps_s)
    assert found.number.tolist() == list(range(COUNT))
    assert np.diff(found.captured_s) == pytest.approx(np.diff(TAKEN_S), abs=0.002)
    assert error_s(found) == pytest.approx(0, abs=MOST_ERROR_S[kind] + 0.01)


@pytest.mark.parametrize("drift", [1e-4, -1e-4, 1e-3])
@pytest.mark.parametrize("kind", KINDS)
def test_a_clock_that_drifts_is_followed(kind: str, drift: float) -> None:
    stamps_s = TAKEN_S * (1 + drift)
    found = played(arrivals(KINDS[kind]), stamps_s)
    # What drifts within the window of the estimate, besides the source's own irregularity.
    most_s = 20 * abs(drift) + MOST_ERROR_S[kind] + 0.001
    assert np.abs(error_s(found)).max() < most_s


def test_pictures_that_the_camera_did_not_send_leave_a_gap_of_their_length() -> None:
    sent = (TAKEN_S < BEGAN_S + 40) | (TAKEN_S > BEGAN_S + 60)
    found = played(TAKEN_S[sent], TAKEN_S[sent])
    assert np.diff(found.captured_s) == pytest.approx(np.diff(TAKEN_S[sent]), rel=0.0051)
    assert np.diff(found.captured_s).max() == pytest.approx(20, abs=0.1)


def test_after_a_stall_the_view_becomes_timely_again() -> None:
    held = (TAKEN_S > BEGAN_S + 40) & (TAKEN_S < BEGAN_S + 43)
    arrived_s = np.where(held, BEGAN_S + 43, TAKEN_S)
    found = played(arrived_s, TAKEN_S)
    assert np.diff(found.captured_s) == pytest.approx(PERIOD_S, rel=0.001)
    assert found.since(BEGAN_S + 45).delay_s[0] == pytest.approx(3, abs=0.1)
    assert found.delay_s[-1] == pytest.approx(0, abs=0.001)


def test_what_is_older_than_the_longest_delay_is_told_to_be_late() -> None:
    held = (TAKEN_S > BEGAN_S + 20) & (TAKEN_S < BEGAN_S + 60)
    arrived_s = np.where(held, BEGAN_S + 60, TAKEN_S)
    found = played(arrived_s, TAKEN_S)
    assert found.delay_s.max() == LONGEST_DELAY_S
    late = found.late_s > 1
    expected = held & (TAKEN_S < BEGAN_S + 60 - LONGEST_DELAY_S - 1)
    assert abs(int(late.sum()) - int(expected.sum())) <= 1


def test_a_flood_of_old_pictures_at_the_beginning_is_waited_for() -> None:
    arrived_s = np.maximum(TAKEN_S, BEGAN_S + 4 + 0.002 * np.arange(COUNT))
    found = played(arrived_s, TAKEN_S)
    assert error_s(found) == pytest.approx(0, abs=0.01)
    assert found.delay_s[0] > 4
    assert found.delay_s[-1] == pytest.approx(0, abs=0.001)


def test_a_packet_without_a_stamp_comes_a_step_after_the_one_before() -> None:
    stamps_s = [None if number % 3 else float(TAKEN_S[number]) for number in range(COUNT)]
    found = played(arrivals(KINDS["bursts of 8"]), stamps_s)
    assert error_s(found)[3:] == pytest.approx(0, abs=0.003)


def test_an_empty_buffer_is_never_due() -> None:
    buffer = JitterBuffer[int](has_stamps=True)
    assert buffer.due_s() == float("inf")
    assert buffer.take(1e9) is None


late = st.lists(st.floats(0, 0.4), min_size=300, max_size=300)


@given(late, st.floats(-1e6, 1e6), st.floats(-3e-4, 3e-4))
def test_under_any_jitter_times_rise_and_err_by_no_more_than_it(
    late_s: list[float], began_s: float, drift: float
) -> None:
    taken_s = TAKEN_S[:300]
    arrived_s = np.maximum.accumulate(taken_s + late_s)
    stamps_s = began_s + (taken_s - BEGAN_S) * (1 + drift)
    found = played(arrived_s, stamps_s)
    assert found.number.tolist() == list(range(300))
    assert np.diff(found.captured_s).min() > 0
    assert np.diff(found.captured_s) == pytest.approx(PERIOD_S, rel=0.006)
    assert (found.released_s >= arrived_s).all()
    assert np.abs(error_s(found)).max() < 0.4 + 0.01


@given(late, st.integers(30, 290), st.floats(1, 1e5), st.sampled_from([1, -1]))
def test_jumps_are_told_from_jitter(
    late_s: list[float], place: int, size_s: float, sign: int
) -> None:
    taken_s = TAKEN_S[:300]
    arrived_s = np.maximum.accumulate(taken_s + late_s)
    stamps_s = taken_s + sign * size_s * (np.arange(300) >= place)
    found = played(arrived_s, stamps_s)
    assert np.diff(found.captured_s).min() > 0
    assert np.abs(error_s(found)).max() < 1
