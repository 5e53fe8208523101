import pytest

from spotter.alerting.errors import AlertingError, UnknownAlertError
from spotter.alerting.events import Called, SilenceBegun, SilenceEnded
from spotter.alerting.rules import MINUTE_US
from spotter.alerting.values import Holding, Kind, Priority
from spotter.movement.values import FaultCode
from support.alerting.hall import Hall


def silence(  # the words that most tests leave alone
    member_id: str = "", station_id: str = "", alert_id: str = "", minutes: float = 10
) -> SilenceBegun:
    duration_us = round(minutes * MINUTE_US)
    return SilenceBegun("ana", "knee injury", duration_us, member_id, station_id, alert_id)


def test_a_silence_has_author_reason_and_end_and_holds_what_it_is_about() -> None:
    hall = Hall()
    hall.does("rack", "xx")
    hall.happens(silence(alert_id=hall.alert("rack").alert_id))
    (found,) = hall.silences.values()
    assert (found.author, found.reason) == ("ana", "knee injury")
    assert found.until_us == hall.now_us + 10 * MINUTE_US
    alert = hall.alert("rack")
    assert (alert.holding, alert.silence_id) == (Holding.SILENCE, found.silence_id)
    assert hall.needs["rack"].rank == 0


def test_when_a_silence_ends_what_still_holds_is_shown_again() -> None:
    hall = Hall()
    hall.does("rack", "xx")
    hall.happens(silence(alert_id=hall.alert("rack").alert_id, minutes=1))
    hall.does("rack", "x" * 19)
    assert hall.alert("rack").holding is Holding.SILENCE
    hall.does("rack", "x")
    assert (hall.alert("rack").holding, hall.alert("rack").silence_id) == (None, "")


def test_who_ends_a_silence_before_its_time_is_said() -> None:
    hall = Hall()
    hall.does("rack", "xx")
    hall.happens(silence(station_id="rack"))
    (begun,) = hall.silences
    hall.happens(SilenceEnded(begun, "ben"))
    assert (hall.silences[begun].ended_by, hall.silences[begun].until_us) == ("ben", hall.now_us)
    assert hall.alert("rack").holding is None
    with pytest.raises(UnknownAlertError, match="expected a silence that is on"):
        hall.happens(SilenceEnded(begun, "ben"))


def test_a_silence_of_one_fault_lets_others_through() -> None:
    hall = Hall()
    hall.does("rack", "xx")
    hall.happens(silence(alert_id=hall.alert("rack").alert_id))
    hall.does("rack", "xx", FaultCode.LEANS_FORWARD)
    assert hall.shown == ["rack"]


def test_a_silence_of_one_fault_goes_on_for_the_next_alert_of_it() -> None:
    hall = Hall()
    hall.does("rack", "xx")
    hall.happens(silence(alert_id=hall.alert("rack").alert_id))
    hall.does("rack", "...xx")
    assert hall.alert("rack").holding is Holding.SILENCE


def test_a_fault_that_becomes_urgent_breaks_its_silence() -> None:
    hall = Hall()
    hall.does("rack", "xx")
    hall.happens(silence(alert_id=hall.alert("rack").alert_id))
    hall.does("rack", "x", ratio=2.5)
    assert hall.alert("rack").holding is None


def test_a_silence_of_a_member_is_theirs_and_of_a_station_is_everybodys_there() -> None:
    hall = Hall()
    hall.does("rack", "xx")
    hall.does("bench", "xx")
    hall.happens(silence(member_id="member rack"))
    assert hall.shown == ["bench"]
    hall.happens(silence(station_id="bench"))
    assert hall.shown == []


def test_calls_cameras_and_two_people_come_through_every_silence_of_a_station() -> None:
    hall = Hall()
    hall.happens(silence(station_id="rack", minutes=60))
    hall.does("rack", "xx22")
    hall.happens(Called("rack"))
    hall.camera("rack", is_offline=True)
    hall.wait(10)
    shown = {one.kind for one in hall.open if one.holding is None}
    assert shown == {Kind.CALL, Kind.CAMERA, Kind.TWO_PEOPLE}


def test_an_urgent_fault_comes_through_unless_it_was_so_when_the_silence_began() -> None:
    hall = Hall()
    hall.does("rack", "x", ratio=3)
    hall.happens(silence(station_id="rack"))
    assert hall.alert("rack").holding is Holding.SILENCE
    hall.does("bench", "xx")
    hall.happens(silence(station_id="bench"))
    hall.does("bench", "x", ratio=3)
    assert hall.alert("bench").priority is Priority.HIGH
    assert hall.shown == ["bench"]


def test_an_alert_is_shelved_once() -> None:
    hall = Hall()
    hall.does("rack", "xx")
    alert_id = hall.alert("rack").alert_id
    hall.happens(silence(alert_id=alert_id, minutes=1))
    hall.does("rack", "x" * 21)
    with pytest.raises(AlertingError, match="can be shelved once"):
        hall.happens(silence(alert_id=alert_id))


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (silence(), "about a member, a station, or an alert; found 0"),
        (silence("one", "rack"), "found 2"),
        (silence(station_id="rack", minutes=0.5), "lasts 60 to 86400 s; found 30 s"),
        (silence(station_id="rack", minutes=60 * 24 + 1), "found 86460 s"),
        (SilenceBegun("ana", " ", MINUTE_US, "one"), "expected a reason of one line"),
        (SilenceBegun("ana", "two\nlines", MINUTE_US, "one"), "expected a reason of one line"),
    ],
)
def test_a_silence_that_is_not_bounded_or_says_not_why_is_refused(
    event: SilenceBegun, words: str
) -> None:
    with pytest.raises(AlertingError, match=words):
        Hall().happens(event)


def test_a_silence_of_an_unknown_alert_is_refused() -> None:
    with pytest.raises(UnknownAlertError):
        Hall().happens(silence(alert_id="nobody's"))
