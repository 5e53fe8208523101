"""Sending every page what happens."""

import json
from typing import Any

import numpy as np
import pytest

from spotter.notifier.live.keeping_up.ledger_delay import LedgerDelay
from spotter.notifier.live.keeping_up.storage import Storage
from spotter.notifier.live.live import Live
from spotter.notifier.live.pages.mailbox import Mailbox
from spotter.notifier.live.pages.viewer import Subject, Viewer, Whose
from spotter.notifier.views.messages import WhoTrains
from spotter.notifier.views.v1.alerts.alerts import AlertsView, PresenceView
from spotter.notifier.views.v1.people.sessions import SessionView
from spotter.notifier.views.words import Words, read_in
from spotter.runtime.redis.room import Room
from spotter.wire.poses.people import PoseFrame, TrackedPerson
from spotter.wire.stations import Station, StationState, Status
from support.gyms.empty_live import empty_live
from support.movements.made_up_verdict import verdict
from support.records.made_up_session import session

STATION = Station("rack-1", "Rack 1", "squat", zone=None, frame_rate_hz=15)


ANNA = session()
TRAINER = Viewer(subjects=frozenset(Subject) - {Subject.SCREEN})


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
    live = empty_live(clock)
    live.set_stations({"rack-1": STATION})
    live.set_states([StationState("rack-1", Status.LIVE, 999_000_000)])
    return live


def page(live: Live, viewer: Viewer = Viewer()) -> Mailbox:  # noqa: B008
    """A page that has received its snapshot."""
    mailbox = live.join(lambda: None, viewer)
    mailbox.drain()
    return mailbox


def told(mailbox: Mailbox) -> list[dict[str, Any]]:
    return [json.loads(message.json) for message in mailbox.drain()]


def frame(station_id: str = "rack-1") -> PoseFrame:
    keypoints = np.full((25, 3), 0.5, dtype=np.float32)
    return PoseFrame(station_id, 1, 640, 480, "0" * 32, (TrackedPerson(3, keypoints),))


def test_a_page_starts_with_all_stations_and_the_feed(live: Live) -> None:
    live.restore_verdicts(
        [verdict(rep_number=1, outcome="faulty"), verdict(rep_number=2, outcome="good")]
    )

    [snapshot] = told(live.join(lambda: None))

    assert snapshot["type"] == "snapshot"
    assert [station["rep_count"] for station in snapshot["stations"]] == [2]
    assert [verdict["rep_number"] for verdict in snapshot["feed"]] == [1]


def test_a_page_that_was_opened_before_the_past_was_read_is_shown_it(live: Live) -> None:
    early = page(live)
    live.restore_verdicts([verdict(rep_number=1, outcome="faulty")])

    [snapshot] = told(early)

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


def test_each_page_is_told_in_its_language_whoever_asked_meanwhile(
    live: Live, clock: Clock
) -> None:
    live.add_verdict(verdict(hints=(Words("Sit deeper", {"de": "Setz dich tiefer"}),)))
    mailbox = page(live)
    clock.now_s += 11
    with read_in("de"):
        live.stations()

    [changed] = mailbox.drain()

    for tag, hint in (("en", "Sit deeper"), ("de", "Setz dich tiefer")):
        assert json.loads(changed.json_in(tag))["station"]["last"]["hints"] == [hint]


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
    live.restore_verdicts([verdict(exercise="squat", outcome="faulty")])

    [snapshot] = told(live.join(lambda: None))

    assert [station["last"] for station in snapshot["stations"]] == [None]
    assert [verdict["exercise"] for verdict in snapshot["feed"]] == ["squat"]


def test_only_pages_that_may_know_it_are_told_who_trains(live: Live) -> None:
    stranger, trainer = page(live), live.join(lambda: None, TRAINER)
    [first] = told(trainer)
    live.set_who_trains(WhoTrains(sessions=[], problem=""))
    [known] = told(trainer)
    told(stranger)
    live.set_who_trains(WhoTrains(sessions=[ANNA], problem=""))
    live.set_who_trains(WhoTrains(sessions=[ANNA], problem=""))
    [begun] = told(trainer)
    live.set_who_trains(WhoTrains(sessions=[], problem=""))
    [ended] = told(trainer)

    assert first["who_trains"] == {"sessions": None, "problem": ""}
    assert known["who_trains"] == {"sessions": [], "problem": ""}
    assert (begun["type"], begun["station_id"]) == ("session", "rack-1")
    assert begun["session"]["member_name"] == "Anna"
    assert ended["session"] is None
    assert told(stranger) == []
    assert told(live.join(lambda: None))[0]["who_trains"] is None


def test_a_page_is_told_of_the_stations_that_it_sees_alone(live: Live) -> None:
    bar = Station("bar", "Bar", "pull-up", None, 15)
    live.set_stations({"rack-1": STATION, "bar": bar})
    live.set_who_trains(WhoTrains(sessions=[ANNA], problem=""))
    live.add_verdict(verdict(outcome="faulty"))
    at_bar = Viewer(lambda whose: whose.station_id == "bar", TRAINER.subjects)
    mailbox = live.join(lambda: None, at_bar)
    [snapshot] = told(mailbox)
    live.add_verdict(verdict(outcome="faulty", rep_number=2))
    live.set_who_trains(WhoTrains(sessions=[], problem=""))
    live.poses(frame())
    assert not live.is_watched("rack-1")
    live.add_verdict(verdict("bar", exercise="pull-up"))

    assert [one["station_id"] for one in snapshot["stations"]] == ["bar"]
    assert (snapshot["feed"], snapshot["who_trains"]["sessions"]) == ([], [])
    assert [one["type"] for one in told(mailbox)] == ["verdict", "station"]


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


def test_a_page_that_comes_back_gets_what_it_missed_and_no_snapshot(live: Live) -> None:
    mailbox = page(live)
    live.add_verdict(verdict(rep_number=1))
    place = told(mailbox)[-1]["at"]
    live.leave(mailbox)
    live.add_verdict(verdict(rep_number=2))

    back = told(live.join(lambda: None, after=place))

    assert [one["type"] for one in back] == ["verdict", "station", "heartbeat"]
    assert back[0]["verdict"]["rep_number"] == 2
    assert back[-1]["at"] == back[-2]["at"] != place
    assert [one["type"] for one in told(live.join(lambda: None, after=back[-1]["at"]))] == [
        "heartbeat"
    ]


@pytest.mark.parametrize("place", ["elsewhere-1", "here", "here-", "here-999999", "here--1", "-"])
def test_a_page_that_names_no_place_of_this_process_gets_a_snapshot(live: Live, place: str) -> None:
    assert [one["type"] for one in told(live.join(lambda: None, after=place))] == ["snapshot"]


def test_a_page_that_was_away_for_too_long_gets_a_snapshot(live: Live) -> None:
    place = told(live.join(lambda: None))[0]["at"]
    for number in range(300):
        live.add_verdict(verdict(rep_number=number))

    assert [one["type"] for one in told(live.join(lambda: None, after=place))] == ["snapshot"]


def test_a_page_that_was_away_while_the_stations_changed_gets_a_snapshot(live: Live) -> None:
    place = told(live.join(lambda: None))[0]["at"]
    live.set_stations({"bar": Station("bar", "Bar", "pull-up", None, 15)})

    assert [one["type"] for one in told(live.join(lambda: None, after=place))] == ["snapshot"]


def test_a_heartbeat_says_where_a_page_is_that_got_nothing_else(live: Live) -> None:
    mailbox = page(live, Viewer(sees=lambda _: False))
    live.add_verdict(verdict())
    live.beat()

    [beat] = told(mailbox)

    assert (beat["type"], beat["now_ms"]) == ("heartbeat", 1_000_000)
    assert [one["type"] for one in told(live.join(lambda: None, after=beat["at"]))] == ["heartbeat"]


def test_each_message_becomes_json_once_for_all_pages(live: Live) -> None:
    pages = [page(live), page(live)]
    live.add_verdict(verdict())

    first, second = (mailbox.drain() for mailbox in pages)

    assert all(one is other for one, other in zip(first, second, strict=True))


def test_what_cannot_be_read_at_all_is_told_before_everything_else(live: Live) -> None:
    mailbox = page(live)
    live.set_ledger(LedgerDelay(300))
    live.set_outage("Nobody answers.")
    [told_so] = told(mailbox)
    live.set_outage("")
    [again] = told(mailbox)

    assert told_so["notice"] == "Nobody answers."
    assert "5 min behind" in again["notice"]


def of_member(live: Live, *member_ids: str) -> Viewer:
    """The page of a trainer of these members, who sees no station as a whole."""

    def sees(whose: Whose) -> bool:
        return whose.member_id in member_ids

    return Viewer(sees, TRAINER.subjects, live.attendance.whose_now, is_fixed=False)


def training(*sessions: SessionView) -> WhoTrains:
    return WhoTrains(sessions=list(sessions), problem="")


def test_who_sees_somebody_sees_the_station_where_they_train_while_they_do(live: Live) -> None:
    viewer = of_member(live, "m1")
    live.set_who_trains(training())
    mailbox = live.join(lambda: None, viewer)
    [before] = told(mailbox)
    live.set_who_trains(training(ANNA))
    [begun] = told(mailbox)
    live.add_verdict(verdict(session_id="s1"))
    during = told(mailbox)
    live.set_who_trains(training())
    [ended] = told(mailbox)
    live.add_verdict(verdict(rep_number=2))

    assert [before["stations"], ended["stations"]] == [[], []]
    assert [one["name"] for one in begun["stations"]] == ["Rack 1"]
    assert [one["type"] for one in during] == ["verdict", "station"]
    assert told(mailbox) == []
    assert [one["type"] for one in told(live.join(lambda: None, viewer, ended["at"]))] == [
        "snapshot"
    ]


def test_who_sees_somebody_sees_nothing_of_those_before_and_after_them(live: Live) -> None:
    ben = session(session_id="s2", member_id="m2")
    live.set_who_trains(training(ANNA))
    live.add_verdict(verdict(session_id="s1", outcome="faulty"))
    live.add_verdict(verdict(session_id="s1", rep_number=2, outcome="faulty"))
    live.set_who_trains(training(ben))
    anna, bens, both = (page(live, of_member(live, *who)) for who in (["m1"], ["m2"], ["m1", "m2"]))
    whole = page(live)
    live.add_verdict(verdict(session_id="s1", rep_number=3))
    live.add_verdict(verdict(session_id="s2", rep_number=1, set_number=2))

    [snapshot] = told(live.join(lambda: None, of_member(live, "m2")))
    [station] = snapshot["stations"]

    assert (snapshot["feed"], len(station["recent"]), station["rep_count"]) == ([], 1, 1)
    assert reps_told(anna) == [("verdict", 3)]
    assert reps_told(bens) == [("station", 0), ("verdict", 1), ("station", 1)]
    assert reps_told(both) == [("verdict", 3), ("station", 0), ("verdict", 1), ("station", 1)]
    assert reps_told(whole) == [("verdict", 3), ("station", 3), ("verdict", 1), ("station", 1)]


def reps_told(mailbox: Mailbox) -> list[tuple[str, int]]:
    """The kinds of messages, each with the number of the latest rep that it tells of."""
    numbers = {"verdict": "rep_number", "station": "rep_count"}
    return [(one["type"], one[one["type"]][numbers[one["type"]]]) for one in told(mailbox)]


def test_alerts_reach_the_pages_that_may_know_them_and_are_forgotten_when_they_are_over(
    live: Live, clock: Clock
) -> None:
    stranger, trainer = page(live), page(live, TRAINER)
    live.replace_alerts(AlertsView())
    [known] = told(trainer)
    told(stranger)
    presence = PresenceView(author="i", name="Ida", until_ms=1_010_000)
    live.tell_alerts(live.alerts.change(AlertsView(presences=(presence,))))
    [there] = told(trainer)
    clock.now_s += 60
    live.tell_alerts([])

    assert known["alerts"]["problem"] == ""
    assert [one["name"] for one in there["alerts"]["presences"]] == ["Ida"]
    assert told(stranger) == []
    assert told(live.join(lambda: None, TRAINER))[0]["alerts"]["presences"] == []
