"""Refused frames are counted, all of them, and named without flooding the log."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from spotter.rep_segmenter.door.admission import Refusal
from spotter.rep_segmenter.door.metrics import DoorMetrics
from spotter.rep_segmenter.door.refusals import Refusals
from support.hand_clock import HandClock


def logged_frames(logs: Iterable[Mapping[str, object]]) -> list[object]:
    return [log["frames"] for log in logs]


def test_a_reason_is_logged_at_most_every_ten_seconds_with_what_came_meanwhile() -> None:
    clock = HandClock()
    with capture_logs() as logs:
        refusals = Refusals(DoorMetrics(CollectorRegistry()), clock)
        for _ in range(3):
            refusals.note([Refusal("people", "too many", 2)])
        refusals.note([Refusal("size", "too large", 1)])
        clock.now_s += 10
        refusals.note([Refusal("people", "too many", 1)])

    assert logged_frames(logs) == [2, 1, 5]


@pytest.fixture
def threads_that_take_turns_often() -> Iterator[None]:
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual_s)


@pytest.mark.usefixtures("threads_that_take_turns_often")
def test_no_refusal_is_lost_between_threads() -> None:
    clock = HandClock()
    refusals = Refusals(DoorMetrics(CollectorRegistry()), clock)
    one = [Refusal("people", "too many", 1)] * 500
    with capture_logs() as logs:
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(refusals.note, [one] * 8))
        clock.now_s += 10
        refusals.note(one[:1])

    assert logged_frames(logs) == [1, 4000]
