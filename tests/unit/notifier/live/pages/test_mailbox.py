"""The messages that wait for one page."""

import json
import weakref
from typing import Any

from spotter.notifier.live.pages.mailbox import Mailbox, Message, Whole
from spotter.notifier.live.pages.viewer import Audience, Subject, Viewer, Whose

WHOLE = Whole(
    lambda _viewer: Message('{"type":"snapshot"}'), lambda: Message('{"type":"heartbeat"}')
)


def opened(viewer: Viewer = Viewer(), missed: list[Message] | None = None) -> Mailbox:  # noqa: B008
    """The mailbox of a page that has just been opened."""
    return Mailbox(lambda: None, WHOLE, viewer, missed)


def mailbox(viewer: Viewer = Viewer()) -> Mailbox:  # noqa: B008
    """A mailbox whose page has received its snapshot."""
    box = opened(viewer)
    box.drain()
    return box


def pose(station_id: str, moment: int) -> str:
    return json.dumps({"station_id": station_id, "moment": moment})


def taken(box: Mailbox) -> list[Any]:
    return [json.loads(message.json) for message in box.drain()]


def test_the_snapshot_comes_first_and_replaces_earlier_events() -> None:
    box = opened()
    box.put_event(Message('{"type":"verdict"}'))

    assert taken(box) == [{"type": "snapshot"}]
    assert taken(box) == []


def test_events_are_kept_in_order() -> None:
    box = mailbox()
    for number in range(3):
        box.put_event(Message(json.dumps(number)))

    assert [json.loads(message.json) for message in box.drain()] == [0, 1, 2]


def test_a_newer_pose_replaces_a_waiting_one_and_is_counted() -> None:
    box = mailbox()
    for moment in range(5):
        box.put_pose("a", pose("a", moment))
    box.put_pose("b", pose("b", 0))

    [message] = taken(box)

    assert message["poses"] == [
        {"station_id": "a", "moment": 4},
        {"station_id": "b", "moment": 0},
    ]
    assert box.count_dropped() == 4
    assert box.count_dropped() == 0


def test_a_page_that_acknowledges_nothing_gets_only_two_pose_messages() -> None:
    box = mailbox()
    numbers = []
    for moment in range(10):
        box.put_pose("a", pose("a", moment))
        numbers += [message["number"] for message in taken(box)]

    assert numbers == [1, 2]


def test_a_slow_page_gets_the_newest_pose_after_an_acknowledgement() -> None:
    box = mailbox()
    for moment in range(10):
        box.put_pose("a", pose("a", moment))
        box.drain()
    box.seen(1)

    [message] = taken(box)

    assert message["poses"] == [{"station_id": "a", "moment": 9}]
    assert taken(box) == []


def test_a_slow_page_still_gets_every_event() -> None:
    box = mailbox()
    for moment in range(10):
        box.put_pose("a", pose("a", moment))
        box.drain()
    box.put_event(Message('{"type":"verdict"}'))

    assert taken(box) == [{"type": "verdict"}]


def test_acknowledging_an_unsent_pose_gives_no_credit() -> None:
    box = mailbox()
    box.seen(1_000_000)
    numbers = []
    for moment in range(10):
        box.put_pose("a", pose("a", moment))
        numbers += [message["number"] for message in taken(box)]

    assert numbers == [1, 2]


def test_only_watched_stations_send_poses() -> None:
    box = mailbox()
    box.put_pose("b", pose("b", 0))
    box.watch(["a"])
    box.put_pose("a", pose("a", 1))
    box.put_pose("b", pose("b", 1))

    [message] = taken(box)

    assert message["poses"] == [{"station_id": "a", "moment": 1}]
    assert box.count_dropped() == 0


def test_an_empty_watch_list_watches_nothing_and_none_watches_all() -> None:
    box = mailbox()
    box.watch([])
    assert not box.watches("a")
    box.watch(None)
    assert box.watches("a")


def test_a_forgotten_pose_is_not_sent() -> None:
    box = mailbox()
    box.put_pose("a", pose("a", 0))
    box.forget_pose("a")

    assert taken(box) == []


def test_a_page_that_falls_too_far_behind_gets_a_snapshot() -> None:
    box = mailbox()
    for number in range(2000):
        box.put_event(Message(json.dumps(number)))

    assert taken(box) == [{"type": "snapshot"}]


class Text(str):
    """A text that tells when nobody holds it any more."""

    __slots__ = ("__weakref__",)


def test_a_page_that_takes_nothing_costs_no_memory() -> None:
    box = mailbox()
    held: weakref.WeakSet[Text] = weakref.WeakSet()
    for number in range(2000):
        text = Text(number)
        held.add(text)
        box.put_event(Message(text))
    del text

    assert not held


def test_the_socket_is_woken_for_events_poses_and_credit() -> None:
    woken = []
    box = Mailbox(lambda: woken.append(1), WHOLE, Viewer())
    box.drain()
    box.put_event(Message("{}"))
    box.put_pose("a", pose("a", 0))
    box.seen(0)
    box.put_heartbeat()
    box.put_snapshot()

    assert len(woken) == 5


AT_RACK_1 = Audience(whose=frozenset({Whose("rack-1")}))


def test_a_page_that_comes_back_gets_what_it_missed_and_then_a_heartbeat() -> None:
    box = opened(missed=[Message("1"), Message("2")])
    box.put_event(Message("3"))

    assert taken(box) == [1, 2, 3, {"type": "heartbeat"}]


def test_a_heartbeat_follows_what_a_page_does_not_have_yet() -> None:
    box = mailbox()
    box.put_heartbeat()
    box.put_event(Message("1"))
    box.put_pose("a", pose("a", 1))

    told = taken(box)

    assert told[:2] == [1, {"type": "heartbeat"}]
    assert told[2]["type"] == "poses"


def test_a_page_gets_what_is_about_its_stations_and_its_subjects() -> None:
    box = mailbox(Viewer(sees=lambda whose: whose.station_id == "rack-1"))
    box.put_event(Message("1", AT_RACK_1))
    box.put_event(Message("2", Audience(whose=frozenset({Whose("rack-2")}))))
    box.put_event(Message("3", Audience(Subject.ALERTS, frozenset({Whose("rack-1")}))))
    box.put_event(Message("4", Audience(whose=frozenset({Whose("rack-2"), Whose("rack-1")}))))
    box.put_event(Message("5"))

    assert taken(box) == [1, 4, 5]


def test_what_a_page_missed_is_no_more_than_it_may_get() -> None:
    blind = Viewer(sees=lambda _: False)

    assert taken(opened(blind, [Message("1", AT_RACK_1), Message("2")])) == [
        2,
        {"type": "heartbeat"},
    ]


def test_poses_go_to_pages_that_see_the_station() -> None:
    box = mailbox(Viewer(sees=lambda whose: whose.station_id == "a"))
    box.put_pose("a", pose("a", 1))
    box.put_pose("b", pose("b", 1))

    [message] = taken(box)

    assert [one["station_id"] for one in message["poses"]] == ["a"]
    assert not box.watches("b")
