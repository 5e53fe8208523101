"""Shortfalls over time, and whether the machine keeps up."""

import numpy as np
import pytest

from spotter.movement.values.body.skeleton import Joint
from spotter.notifier.live.keeping_up.shortfall_board import ShortfallBoard
from spotter.wire.poses.people import PoseFrame, TrackedPerson
from spotter.wire.stations import CameraMeasures, Station, StationState, Status
from support.hand_clock import HandClock
from support.movements.made_up_verdict import verdict

CAMERA = CameraMeasures(frame_rate_hz=15, late_hz=0, longest_gap_s=0.1, brightness=90)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


class Gym:
    """Live stations of 15 frames a second, of which some are read too late."""

    def __init__(self, clock: HandClock, *station_ids: str) -> None:
        self.board = ShortfallBoard(clock)
        self.stale_hz = dict.fromkeys(station_ids, 0)
        self._clock = clock
        self._stale = dict.fromkeys(station_ids, 0)
        self._read = 0

    def pass_s(self, seconds: int) -> None:
        for _ in range(seconds):
            self._clock.now_s += 1
            self._read += 15
            for station_id, stale_hz in self.stale_hz.items():
                self._stale[station_id] += stale_hz
            self.board.set_totals(dict.fromkeys(self._stale, self._read), self._stale)
            self.board.turn(
                (
                    Station(one, one, "squat", None, 15),
                    StationState(one, Status.LIVE, 0, measures=CAMERA),
                )
                for one in self._stale
            )

    def said(self, station_id: str = "rack-1") -> list[str]:
        return [found.words for found in self.board.of(station_id)]


def person(stature_px: float) -> PoseFrame:
    keypoints = np.full((25, 3), np.nan, dtype=np.float32)
    keypoints[Joint.NECK] = (100, 50, 0.9)
    keypoints[Joint.MID_HIP] = (100, 50 + stature_px / 3.4, 0.9)
    return PoseFrame("rack-1", 1, 640, 480, "0" * 32, (TrackedPerson(1, keypoints),))


def test_frames_read_too_late_are_said_once_that_lasts_and_until_it_is_over(
    clock: HandClock,
) -> None:
    gym = Gym(clock, "rack-1")
    gym.pass_s(30)
    gym.stale_hz["rack-1"] = 12
    gym.pass_s(12)
    assert gym.said() == []
    gym.pass_s(12)
    assert gym.said() == ["3 of 15 pictures a second are in time; reps need 10"]
    gym.stale_hz["rack-1"] = 0
    gym.pass_s(20)
    assert gym.said() != []
    gym.pass_s(12)
    assert gym.said() == []


def test_an_outage_of_five_seconds_is_not_said(clock: HandClock) -> None:
    gym = Gym(clock, "rack-1")
    gym.pass_s(30)
    gym.stale_hz["rack-1"] = 15
    gym.pass_s(5)
    gym.stale_hz["rack-1"] = 0
    for _ in range(60):
        gym.pass_s(1)
        assert gym.said() == []


def test_the_machine_cannot_keep_up_while_it_is_late_at_most_stations(clock: HandClock) -> None:
    gym = Gym(clock, "rack-1", "rack-2", "rack-3")
    gym.stale_hz["rack-1"] = 12
    gym.pass_s(60)
    assert gym.board.overload == ""
    gym.stale_hz["rack-2"] = 12
    gym.pass_s(60)
    assert "cannot keep up: at 2 of 3 stations" in gym.board.overload
    assert "a frame_rate_hz of 10, SPOTTER_POSE=blazepose-lite" in gym.board.overload
    gym.stale_hz = dict.fromkeys(gym.stale_hz, 0)
    gym.pass_s(60)
    assert gym.board.overload == ""


def test_counts_that_redis_has_lost_say_nothing(clock: HandClock) -> None:
    gym = Gym(clock, "rack-1")
    gym.pass_s(30)
    gym.board.set_totals({"rack-1": 3}, {})
    gym.pass_s(1)
    assert gym.board.measures["rack-1"].stale_ratio == 0


def test_a_small_person_is_said_with_their_height(clock: HandClock) -> None:
    gym = Gym(clock, "rack-1")
    for _ in range(30):
        gym.board.add_people(person(stature_px=60))
        gym.pass_s(1)
    assert gym.said() == ["the person is 60 px tall; needs 120"]


def test_nobody_is_no_small_person(clock: HandClock) -> None:
    gym = Gym(clock, "rack-1")
    for _ in range(30):
        gym.board.add_people(PoseFrame("rack-1", 1, 640, 480, "0" * 32, ()))
        gym.pass_s(1)
    assert gym.said() == []


def test_reps_that_could_not_be_judged_are_said_for_some_minutes(clock: HandClock) -> None:
    gym = Gym(clock, "rack-1")
    for rep in range(1, 9):
        unscorable = verdict(
            rep_number=rep,
            outcome="unscorable",
            reason_code="TOO_FEW_FRAMES",
            reason="too few frames",
        )
        gym.board.add_verdict(unscorable)
        gym.pass_s(4)
    assert gym.said() == ["8 of the last 8 reps could not be judged: too few frames"]
    gym.pass_s(340)
    assert gym.said() == []
