"""What pages that come back have missed."""

from spotter.notifier.live.pages.event_log import EventLog
from spotter.notifier.live.pages.mailbox import Message


def missed(log: EventLog, place: str) -> list[str] | None:
    found = log.after(place)
    return None if found is None else [message.json for message in found]


def test_a_page_has_missed_what_came_after_its_place() -> None:
    log = EventLog("here", kept=3)
    places = [log.place]
    for json in "abc":
        assert log.next_place not in places
        log.add(Message(json))
        places.append(log.place)

    assert [missed(log, place) for place in places] == [["a", "b", "c"], ["b", "c"], ["c"], []]


def test_what_is_gone_is_not_known() -> None:
    log = EventLog("here", kept=3)
    first = log.place
    for json in "abcd":
        log.add(Message(json))

    assert missed(log, first) is None


def test_a_new_beginning_leaves_nothing_to_go_on_from() -> None:
    log = EventLog("here", kept=3)
    log.add(Message("a"))
    before = log.place
    log.begin_anew()

    assert missed(log, before) is None
    assert missed(log, log.place) == []


def test_another_logs_places_are_not_known() -> None:
    log, other = EventLog("here", kept=3), EventLog("there", kept=3)

    assert missed(log, other.place) is None
