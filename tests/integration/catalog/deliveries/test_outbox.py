"""The outbox: what goes out by which channel, to whom, and when nobody needs it any more."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from spotter.alerting.values import Ending, Presence, Priority, Taking
from spotter.api.catalog.v1 import alert_service_pb2 as alerts_pb2
from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.catalog.accounts.changes import new_row
from spotter.catalog.accounts.scopes import limit
from spotter.catalog.accounts.statements import by_id
from spotter.catalog.database.tables import MemberRow, SessionRow
from spotter.notifier.deliveries.message import message_of
from spotter.wire.catalog.people.accounts import Role, Scope
from support.reaching.reached import Reached, S, alert, at_station

FAILED = pb2.ATTEMPT_OUTCOME_FAILED
IDA = str(uuid.UUID(int=77))


def test_an_alert_goes_out_once_by_each_channel_that_it_reaches(gym: Reached) -> None:
    gym.made(plan=pb2.ChannelPlan(label="all"))
    gym.made(plan=pb2.ChannelPlan(label="rack 2", station_ids=["rack-2"]))
    gym.call(alert(1))
    (found,) = gym.leased()
    assert (found.label, found.attempt, found.count) == ("all", 1, 1)
    assert [one.alert.alert_id for one in found.alerts] == [alert(1).alert_id]
    assert gym.leased() == []
    assert gym.report(found).state == pb2.DELIVERY_STATE_DELIVERED
    assert gym.leased() == []
    assert [one.outcome for one in gym.log()] == ["accepted"]


def test_only_a_channel_with_names_on_names_the_member(gym: Reached) -> None:
    theirs = {"session_id": str(uuid.uuid4()), "member_id": str(uuid.uuid4())}
    with gym.database.writing() as session:
        anna = MemberRow(
            id=uuid.UUID(theirs["member_id"]),
            name="Anna",
            folded="anna",
            keeps_reps=True,
            keeps_poses=False,
            consented_us=1,
            joined_us=1,
        )
        session.add(anna)
        session.flush()
        its = SessionRow(
            id=uuid.UUID(theirs["session_id"]),
            member_no=anna.no,
            station_id="rack-1",
            begun_us=1,
            begun_by="local",
        )
        session.add(its)
    gym.made(plan=pb2.ChannelPlan(label="named", has_names=True))
    gym.made(plan=pb2.ChannelPlan(label="unnamed"))
    gym.call(at_station(alert(1), **theirs))
    said = {one.label: message_of(one, "https://gym.example/") for one in gym.leased()}
    assert said["named"].title == "Anna, rack-1: Asks for a trainer"
    assert said["unnamed"].title == "rack-1: Asks for a trainer"
    assert "Anna" not in str(said["unnamed"])


def test_what_failed_goes_out_again_later_and_later_with_the_same_id(gym: Reached) -> None:
    gym.made()
    gym.call(alert(1))
    ids, begun_us = set(), gym.clock.now_us
    for attempt, pause_s in ((1, 4), (2, 8), (3, 16)):
        (found,) = gym.leased()
        ids.add(found.delivery_id)
        assert found.attempt == attempt
        said = gym.report(found, FAILED, "no answer")
        assert (said.state, said.outcome) == (pb2.DELIVERY_STATE_WAITING, "no answer")
        assert said.due_us == gym.clock.now_us + pause_s * S
        gym.clock.now_us = said.due_us - 1
        assert gym.leased() == []
        gym.clock.now_us += 1
    assert len(ids) == 1
    assert gym.clock.now_us == begun_us + 28 * S


def test_it_is_given_up_after_a_quarter_of_an_hour_or_when_it_is_refused(gym: Reached) -> None:
    gym.made()
    gym.call(alert(1))
    states = []
    while found := gym.leased():
        states.append(gym.report(found[0], FAILED, "no answer"))
        gym.clock.now_us = states[-1].due_us
    assert states[-1].state == pb2.DELIVERY_STATE_FAILED
    assert len(states) == 8
    gym.clock.now_us += 3600 * S
    gym.call(alert(2))
    (last,) = gym.leased()
    refused = gym.report(last, pb2.ATTEMPT_OUTCOME_REFUSED, "wrong credentials (401)")
    assert (refused.state, refused.outcome) == (
        pb2.DELIVERY_STATE_FAILED,
        "wrong credentials (401)",
    )


def test_a_channel_at_whose_end_nobody_is_says_so_and_is_used_again_when_changed(
    gym: Reached,
) -> None:
    channel = gym.made().channel
    gym.call(alert(1))
    gym.call(alert(2))
    (found,) = gym.leased()
    gym.report(found, pb2.ATTEMPT_OUTCOME_GONE, "nobody is there any more (410)")
    assert {one.state for one in gym.log()} == {pb2.DELIVERY_STATE_FAILED}
    gym.call(alert(3))
    assert len(gym.log()) == 2
    (listed,) = gym.channel.call(gym.stub.ListChannels, pb2.ListChannelsRequest()).channels
    assert listed.gone_us == gym.clock.now_us
    assert listed.latest.outcome == "nobody is there any more (410)"
    request = pb2.ChangeChannelRequest(
        channel_id=channel.channel_id, plan=channel.plan, author="local"
    )
    assert gym.channel.call(gym.stub.ChangeChannel, request).channel.gone_us == 0
    gym.call(alert(3))
    assert len(gym.leased()) == 1


def test_taking_an_alert_withdraws_what_is_not_yet_sent(gym: Reached) -> None:
    gym.made()
    gym.call(alert(1))
    gym.put(replace(alert(1), taking=Taking("local", gym.clock.now_us, gym.clock.now_us + S)))
    assert gym.leased() == []
    assert [one.state for one in gym.log()] == [pb2.DELIVERY_STATE_WITHDRAWN]


def test_a_retry_is_withdrawn_when_the_alert_has_ended(gym: Reached) -> None:
    gym.made()
    gym.call(alert(1))
    (found,) = gym.leased()
    said = gym.report(found, FAILED, "no answer")
    gym.put(replace(alert(1), is_active=False, ending=Ending.FIXED, ended_us=gym.clock.now_us))
    gym.clock.now_us = said.due_us
    assert gym.leased() == []
    (logged,) = gym.log()
    assert (logged.state, logged.attempts) == (pb2.DELIVERY_STATE_WITHDRAWN, 1)


def test_being_at_the_console_pauses_paging_until_one_leaves(gym: Reached) -> None:
    gym.made(account_id="local")
    gym.put(presences=[Presence("local", gym.clock.now_us + 60 * S)])
    gym.call(alert(1))
    assert gym.log() == []
    gym.clock.now_us += 60 * S
    gym.call(alert(1), step=1)
    (found,) = gym.leased()
    assert found.escalation == 1


def test_whoever_has_no_account_any_more_is_not_reached(gym: Reached) -> None:
    gym.made(account_id=IDA)
    gym.call(alert(1))
    assert gym.log() == []


def test_quiet_hours_are_those_of_the_gyms_time_zone(gym: Reached) -> None:
    gym.zone = ZoneInfo("Asia/Tokyo")
    now = datetime.fromtimestamp(gym.clock.now_us / 1e6, UTC).astimezone(gym.zone)
    quiet = pb2.QuietHours(
        begin=f"{now:%H}:00", end=f"{(now.hour + 1) % 24:02}:00", high_comes=True
    )
    gym.made(plan=pb2.ChannelPlan(label="phone", quiet_hours=quiet))
    gym.call(alert(1))
    assert gym.log() == []
    gym.call(alert(2, priority=Priority.HIGH))
    gym.zone = ZoneInfo("America/New_York")
    gym.call(alert(3))
    assert len(gym.log()) == 2


def test_a_thousand_alerts_at_once_are_a_few_messages_and_a_digest(gym: Reached) -> None:
    gym.made()
    gym.call(*(alert(number) for number in range(1000)))
    singles = []
    while found := gym.leased():
        singles.append(found[0])
        gym.report(found[0])
    assert [one.count for one in singles] == [1] * 6
    gym.call(alert(2000))
    gym.clock.now_us += 30 * S
    (digest,) = gym.leased()
    assert (digest.count, len(digest.alerts)) == (995, 20)
    gym.report(digest)
    gym.call(alert(3000))
    gym.clock.now_us += 100 * S
    assert gym.leased() == []  # two minutes from one digest to the next
    gym.clock.now_us += 20 * S
    assert [one.count for one in gym.leased()] == [1]


def test_a_digest_leaves_out_what_was_taken_meanwhile_and_begins_with_the_most_urgent(
    gym: Reached,
) -> None:
    gym.made()
    some = [alert(number) for number in range(10)]
    gym.call(*some)
    while found := gym.leased():
        gym.report(found[0])
    taken = replace(some[8], taking=Taking("local", 1, 2))
    gym.put(taken, replace(some[9], priority=Priority.HIGH))
    gym.clock.now_us += 30 * S
    (digest,) = gym.leased()
    found_ids = [one.alert.alert_id for one in digest.alerts]
    assert found_ids == [some[9].alert_id, some[6].alert_id, some[7].alert_id]
    assert digest.alerts[0].alert.priority == alerts_pb2.PRIORITY_HIGH


def test_an_alert_that_still_waits_does_not_go_out_a_second_time(gym: Reached) -> None:
    gym.made()
    gym.call(alert(1))
    gym.call(alert(1), step=1)
    assert len(gym.log()) == 1
    (found,) = gym.leased()
    gym.report(found)
    gym.call(alert(1), step=2)
    assert len(gym.log()) == 2


def test_a_trainer_hears_of_those_whom_they_see_and_of_nobody_once_disabled(gym: Reached) -> None:
    with gym.database.writing() as session:
        ida = new_row("Ida", Role.TRAINER, 1)
        session.add(ida)
        session.flush()
        limit(session, ida, Scope(station_ids=("rack-1",)))
        account_id = str(ida.id)
    gym.made(account_id=account_id)
    gym.call(alert(1, "rack-1"), alert(2, "rack-2"))
    (logged,) = gym.log()
    assert list(logged.alert_ids) == [alert(1).alert_id]
    with gym.database.writing() as session:
        by_id(session, account_id).is_disabled = True
    assert gym.leased() == []
    assert [one.state for one in gym.log()] == [pb2.DELIVERY_STATE_WITHDRAWN]
