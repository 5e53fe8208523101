"""Channels: made, listed, changed and removed, without their secrets being shown again."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from spotter.api.catalog.v1 import alert_service_pb2 as alerts_pb2
from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.catalog.database.tables import AuditEntry, DeliveryRow
from spotter.catalog.deliveries.channels import forget_member, remove_those_of
from spotter.catalog.deliveries.log import forgetting
from spotter.catalog_client.errors import ConflictError, RefusedError, UnknownError
from support.reaching.reached import SECRET, Reached, S, alert

ANNA = str(uuid.UUID(int=5))
BROWSER = pb2.PushSubscription(
    endpoint="https://push.example/send/secret-token",
    p256dh="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth="BTBZMqHH6r4Tts7J_aSIgg",
)
"""The example of RFC 8291."""
HOOK = pb2.Address(webhook=pb2.WebhookAddress(url="https://example.org/hook/secret-path"))


def listed(gym: Reached, account_id: str = "") -> list[pb2.Channel]:
    request = pb2.ListChannelsRequest(account_id=account_id)
    return list(gym.channel.call(gym.stub.ListChannels, request).channels)


def changed(gym: Reached, channel: pb2.Channel, **asked: object) -> pb2.Channel:
    request = pb2.ChangeChannelRequest(
        channel_id=channel.channel_id,
        author="local",
        **{"plan": channel.plan, **asked},  # type: ignore[arg-type]
    )
    return gym.channel.call(gym.stub.ChangeChannel, request).channel


def test_a_channel_is_told_of_as_it_was_made_and_where_it_leads_stays_secret(gym: Reached) -> None:
    plan = pb2.ChannelPlan(
        label="Evenings",
        class_ids=[ANNA],
        station_ids=["rack-1", "rack-2"],
        member_ids=[ANNA],
        lowest_priority=alerts_pb2.PRIORITY_HIGH,
        quiet_hours=pb2.QuietHours(begin="22:00", end="06:30", high_comes=True),
        from_escalation=2,
        has_names=True,
    )
    slack = pb2.Address(apprise="slack://TokenA/TokenB/TokenC")
    made = gym.made(slack, plan, account_id="local")
    assert made.channel.plan == plan
    assert made.channel.leads_to == "slack://…"
    assert made.secret == ""
    assert listed(gym) == [made.channel]
    assert "Token" not in str(listed(gym))


def test_a_webhooks_secret_is_shown_once_and_stays_when_it_moves(gym: Reached) -> None:
    made = gym.made(HOOK)
    assert made.secret == f"whsec_{SECRET}"
    assert made.channel.leads_to == "https://example.org/…"
    elsewhere = pb2.Address(webhook=pb2.WebhookAddress(url="https://example.net/"))
    moved = changed(gym, made.channel, address=elsewhere)
    assert moved.leads_to == "https://example.net/…"
    gym.call(alert(1))
    (leased,) = gym.leased()
    assert leased.address.webhook == pb2.WebhookAddress(
        url="https://example.net/", secret=made.secret
    )


def test_a_browser_that_subscribes_once_more_keeps_its_channel(gym: Reached) -> None:
    first = gym.made(pb2.Address(web_push=BROWSER), account_id="local")
    second = gym.made(
        pb2.Address(web_push=BROWSER), pb2.ChannelPlan(label="My phone"), account_id="local"
    )
    assert second.channel.channel_id == first.channel.channel_id
    assert [one.plan.label for one in listed(gym)] == ["My phone"]
    gym.made(pb2.Address(web_push=BROWSER))
    assert len(listed(gym)) == 2  # somebody else's, in the same browser


def test_the_gyms_push_key_is_made_once_and_its_private_half_goes_with_leases_only(
    gym: Reached,
) -> None:
    def ask(_: int) -> str:
        return gym.channel.call(gym.stub.GetPushKey, pb2.GetPushKeyRequest()).public_key

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(ask, range(4)))) == 1
    gym.made()
    gym.call(alert(1))
    request = pb2.LeaseDeliveriesRequest(count=10, lease_s=30)
    assert gym.channel.call(gym.stub.LeaseDeliveries, request).push_key == ""
    gym.made(pb2.Address(web_push=BROWSER))
    gym.call(alert(2))
    answer = gym.channel.call(gym.stub.LeaseDeliveries, request)
    assert answer.push_key.startswith("-----BEGIN PRIVATE KEY-----")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (pb2.Address(), "expected where a channel leads"),
        (pb2.Address(apprise="no address"), "as Apprise writes it"),
        (pb2.Address(webhook=pb2.WebhookAddress(url="ftp://example.org/")), "a URL such as"),
        (pb2.Address(webhook=pb2.WebhookAddress(url="https://me:pw@example.org/")), "a URL such"),
        (pb2.Address(web_push=pb2.PushSubscription(endpoint="https://a.example/")), "keys of a"),
    ],
)
def test_what_leads_nowhere_is_refused_in_words_without_the_address(
    gym: Reached, address: pb2.Address, words: str
) -> None:
    with pytest.raises(RefusedError, match=words) as refused:
        gym.made(address)
    assert "example" not in str(refused.value).replace("https://example.org/spotter", "")


def test_a_channel_keeps_its_kind(gym: Reached) -> None:
    with pytest.raises(ConflictError, match="expected an address of the kind apprise"):
        changed(gym, gym.made().channel, address=HOOK)


def test_a_removed_channel_is_gone_with_its_log_and_the_audit_says_who_removed_it(
    gym: Reached,
) -> None:
    channel = gym.made().channel
    gym.call(alert(1))
    request = pb2.RemoveChannelRequest(channel_id=channel.channel_id, author="local")
    gym.channel.call(gym.stub.RemoveChannel, request)
    assert (listed(gym), gym.log(), gym.leased()) == ([], [], [])
    with pytest.raises(UnknownError, match="there is no channel"):
        gym.channel.call(gym.stub.RemoveChannel, request)
    with gym.database.reading() as session:
        said = session.scalars(select(AuditEntry.what).order_by(AuditEntry.no)).all()
    assert list(said) == ["made a channel", "removed the channel"]


def test_somebody_sees_their_own_channels_and_the_gyms(gym: Reached) -> None:
    gym.made(plan=pb2.ChannelPlan(label="gym"))
    gym.made(plan=pb2.ChannelPlan(label="mine"), account_id="local")
    gym.made(plan=pb2.ChannelPlan(label="hers"), account_id=ANNA)
    assert [one.plan.label for one in listed(gym, "local")] == ["gym", "mine"]
    gym.call(alert(1))
    assert len(gym.log()) == 2
    assert len(gym.log(account_id=ANNA)) == 1


def test_a_test_goes_out_at_once_whatever_the_hours_and_once_more_after_nobody_was_there(
    gym: Reached,
) -> None:
    always = pb2.QuietHours(begin="00:00", end="23:59")
    channel = gym.made(plan=pb2.ChannelPlan(label="phone", quiet_hours=always)).channel
    request = pb2.SendTestRequest(channel_id=channel.channel_id, author="local")
    for _ in range(2):
        test = gym.channel.call(gym.stub.SendTest, request).delivery
        (leased,) = gym.leased()
        assert (leased.delivery_id, leased.count, list(leased.alerts)) == (test.delivery_id, 0, [])
        gym.report(leased, pb2.ATTEMPT_OUTCOME_GONE, "nobody is there any more (404)")
        gym.clock.now_us += S


def test_an_erased_member_and_an_account_that_has_left_are_in_no_channel(gym: Reached) -> None:
    gym.made(plan=pb2.ChannelPlan(label="Anna", member_ids=[ANNA]))
    gym.made(account_id=ANNA)
    with gym.database.writing() as session:
        forget_member(session, ANNA)
        remove_those_of(session, ANNA)
    (left,) = listed(gym)
    assert list(left.plan.member_ids) == []
    gym.call(alert(1))
    assert gym.log() == []  # not everybody's, since nobody is left in it


def test_of_several_notifiers_one_gets_a_delivery(gym: Reached) -> None:
    for number in range(8):
        gym.made(plan=pb2.ChannelPlan(label=f"phone {number}"))
    gym.call(alert(1))
    together = threading.Barrier(4)

    def ask(_: int) -> list[str]:
        together.wait()
        return [one.delivery_id for one in gym.leased(count=3)]

    with ThreadPoolExecutor(4) as threads:
        found = [one for some in threads.map(ask, range(4)) for one in some]
    found += [one.delivery_id for one in gym.leased(count=100)]
    assert len(found) == len(set(found)) == 8


def test_what_a_killed_notifier_held_is_leased_anew_and_a_late_failure_changes_nothing(
    gym: Reached,
) -> None:
    gym.made()
    gym.call(alert(1))
    (first,) = gym.leased(lease_s=30)
    gym.clock.now_us += 30 * S - 1
    assert gym.leased() == []
    gym.clock.now_us += 1
    (second,) = gym.leased()
    assert (second.delivery_id, second.attempt) == (first.delivery_id, 2)
    late = gym.report(first, pb2.ATTEMPT_OUTCOME_FAILED, "no answer")
    assert (late.state, late.outcome) == (pb2.DELIVERY_STATE_WAITING, "")
    assert gym.leased() == []
    assert gym.report(first).state == pb2.DELIVERY_STATE_DELIVERED
    again = gym.report(second, pb2.ATTEMPT_OUTCOME_FAILED, "no answer")
    assert (again.state, again.outcome) == (pb2.DELIVERY_STATE_DELIVERED, "accepted")


def test_a_delivery_that_no_notifier_survives_is_given_up(gym: Reached) -> None:
    gym.made()
    gym.call(alert(1))
    attempts = 0
    while gym.leased():
        attempts += 1
        gym.clock.now_us += 30 * S
    assert attempts == 8
    with gym.database.reading() as session:
        words = session.scalar(select(DeliveryRow.outcome))
    assert words == "whoever sent it did not say what became of it"


def test_the_log_lets_go_of_what_was_made_more_than_thirty_days_ago(gym: Reached) -> None:
    gym.made()
    gym.call(alert(1))
    gym.clock.now_us += 30 * 24 * 3600 * S
    gym.call(alert(2))
    assert list(forgetting(gym.database, gym.clock.now_us)) == []
    assert list(forgetting(gym.database, gym.clock.now_us + 1)) == [1]
    (left,) = gym.log()
    assert list(left.alert_ids) == [alert(2).alert_id]
