"""Sending every page what happens."""

import json
from typing import Any

import numpy as np
import pytest

from spotter.notifier.live.history import History
from spotter.notifier.live.ledger_delay import LedgerDelay
from spotter.notifier.live.live import Live
from spotter.notifier.live.mailbox import Mailbox
from spotter.notifier.live.shortfall_board import ShortfallBoard
from spotter.notifier.live.station_status import StationStatusBoard
from spotter.notifier.live.storage import Storage
from spotter.notifier.views.messages import WhoTrains
from spotter.runtime.redis.room import Room
from spotter.wire.poses.people import PoseFrame, TrackedPerson
from spotter.wire.stations import Station, StationState, Status
from support.movements.made_up_verdict import verdict

STATION = Station("rack-1", "Rack 1", "squat", zone=None, frame_rate_hz=15)


class Clock:
    """Stands still until a test moves it."""

    now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def live(clock: Clock) -> Live:
    live = Live(
        StationStatusBoard(silent_after_s=10), History(kept=100), ShortfallBoard(clock), clock
    )
    live.set_stations({"rack-1": STATION})
    live.set_states([StationState("rack-1", Status.LIVE, 999_000_000)])
    return live


def page(live: Live) -> Mailbox:
    """A page that has received its snapshot."""
    mailbox = live.join(lambda: None)
    mailbox.drain()
    return mailbox


def told(mailbox: Mailbox) -> list[dict[str, Any]]:
    return [json.loads(message.json) for message in mailbox.drain()]


def frame(station_id: str = "rack-1") -> PoseFrame:
    keypoints = np.full((25, 3), 0.5, dtype=np.float32)
    return PoseFrame(station_id, 1, 640, 480, "0" * 32, (TrackedPerson(3, keypoints),))


def test_a_page_starts_with_all_stations_and_the_feed(live: Live) -> None:
    live.restore_verdict(verdict(rep_number=1, outcome="faulty"))
    live.restore_verdict(verdict(rep_number=2, outcome="good"))

    [snapshot] = told(live.join(lambda: None))

    assert snapshot["type"] == "snapshot"
    assert [station["rep_count"] for station in snapshot["stations"]] == [2]
    assert [verdict["rep_number"] for verdict in snapshot["feed"]] == [1]


def test_a_verdict_reaches_every_page_with_the_station_that_it_changes(live: Live) -> None:
    pages = [page(live), page(live)]
    live.add_verdict(verdict(rep_number=5))

    for mailbox in pages:
        new, changed = told(mailbox)
        assert new["verdict"]["rep_number"] == 5
        assert changed["station"]["rep_count"] == 5


def test_a_verdict_message_carries_when_its_rep_ended(live: Live) -> None:
    mailbox = page(live)
    live.add_verdict(verdict(ended_ms=12_345))

    assert [message.rep_ended_ms for message in mailbox.drain()] == [12_345, None]


def test_an_unchanged_state_sends_nothing(live: Live) -> None:
    mailbox = page(live)
    live.set_stations({"rack-1": STATION})
    live.set_states([StationState("rack-1", Status.LIVE, 999_000_000)])

    assert told(mailbox) == []


def test_a_station_that_falls_silent_is_sent_as_offline_and_its_pose_is_dropped(
    live: Live, clock: Clock
) -> None:
    mailbox = page(live)
    live.poses(frame())
    clock.now_s += 11
    live.publish_changes()

    [changed] = told(mailbox)

    assert changed["station"]["status"] == "offline"
    assert changed["station"]["since_ms"] == 1_000_000


def test_a_change_of_stations_sends_every_page_a_snapshot(live: Live) -> None:
    mailbox = page(live)
    live.set_stations({"bar": Station("bar", "Bar", "pull-up", None, 15)})

    [snapshot] = told(mailbox)

    assert [station["name"] for station in snapshot["stations"]] == ["Bar"]


def test_poses_go_to_pages_that_watch_the_station(live: Live) -> None:
    watching, elsewhere = page(live), page(live)
    elsewhere.watch(["bar"])
    live.poses(frame())

    [message] = told(watching)

    assert [pose["station_id"] for pose in message["poses"]] == ["rack-1"]
    assert message["poses"][0]["people"][0]["track_id"] == 3
    assert told(elsewhere) == []


def test_poses_of_an_unknown_station_go_nowhere(live: Live) -> None:
    mailbox = page(live)
    live.poses(frame("nowhere"))

    assert told(mailbox) == []


def test_a_page_that_has_left_gets_nothing_and_watches_nothing(live: Live) -> None:
    mailbox = page(live)
    live.leave(mailbox)
    live.add_verdict(verdict())

    assert told(mailbox) == []
    assert not live.is_watched("rack-1")


def test_the_feed_keeps_verdicts_that_no_tile_tallies(live: Live) -> None:
    live.set_stations({"rack-1": Station("rack-1", "Rack 1", "lunge", None, 15)})
    live.restore_verdict(verdict(exercise="squat", outcome="faulty"))

    [snapshot] = told(live.join(lambda: None))

    assert [station["last"] for station in snapshot["stations"]] == [None]
    assert [verdict["exercise"] for verdict in snapshot["feed"]] == ["squat"]


def test_only_pages_that_may_know_it_are_told_who_trains(live: Live) -> None:
    stranger, trainer = page(live), live.join(lambda: None, is_told_who_trains=True)
    [first] = told(trainer)
    live.set_who_trains(WhoTrains(sessions=[], problem=""))
    live.set_who_trains(WhoTrains(sessions=[], problem=""))

    assert first["who_trains"] == {"sessions": None, "problem": ""}
    assert told(trainer) == [{"type": "who_trains", "who_trains": {"sessions": [], "problem": ""}}]
    assert told(stranger) == []
    assert told(live.join(lambda: None))[0]["who_trains"] is None


def test_a_ledger_that_is_late_is_told_to_every_page_but_not_before_what_stops_judging(
    live: Live,
) -> None:
    mailbox = page(live)
    live.set_ledger(LedgerDelay(30))
    assert told(mailbox) == []
    live.set_ledger(LedgerDelay(300, "the database is away"))
    (late,) = told(mailbox)
    assert "5 min behind (the database is away)" in late["notice"]
    live.set_storage(Storage(Room(99, 100), writes_to_disk=True))
    (full,) = told(mailbox)
    assert "memory is full" in full["notice"]
    live.set_ledger(LedgerDelay())
    assert told(mailbox) == []
