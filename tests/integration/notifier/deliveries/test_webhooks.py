"""Programs that are called, as Standard Webhooks says: real receivers, catalog and gRPC."""

import json

from standardwebhooks import Webhook
from structlog.testing import capture_logs

from spotter.alerting.values import Priority
from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from support.reaching.deliverer import PAGE, deliverer
from support.reaching.reached import Reached, S, alert
from support.reaching.receiver import Receiver, receiver
from support.waiting import until


def hook(gym: Reached, at: Receiver, label: str = "hook") -> str:
    """A channel to a receiver; returns what its messages are signed by."""
    address = pb2.Address(webhook=pb2.WebhookAddress(url=f"{at.url}/secret-path"))
    return gym.made(address, pb2.ChannelPlan(label=label)).secret


def test_a_program_is_called_with_a_message_that_it_can_check(gym: Reached) -> None:
    with receiver(204) as program, deliverer(gym) as notifier:
        secret = hook(gym, program)
        gym.call(alert(1, "rack-7", Priority.HIGH))
        (logged,) = notifier.settled(1)
        (received,) = program.received
        said = Webhook(secret).verify(received.body, received.headers)
        assert received.headers["webhook-id"] == logged.delivery_id
        assert said["type"] == "alert.called"
        assert said["data"] == {
            "title": "rack-7: Asks for a trainer",
            "body": "Somebody is needed there.",
            "url": f"{PAGE}#alert/{alert(1).alert_id}",
            "alert_ids": [alert(1).alert_id],
            "count": 1,
            "urgency": "high",
            "station_ids": ["rack-7"],
        }
        assert logged.outcome == "accepted (204)"
        assert notifier.counted("webhook", "delivered") == 1


def test_a_program_that_fails_is_called_again_under_the_same_id_and_signed_anew(
    gym: Reached,
) -> None:
    with receiver(500, 429, 200) as program, deliverer(gym) as notifier:
        secret = hook(gym, program)
        gym.call(alert(1))
        for attempts, words in ((1, "500 Internal Server Error"), (2, "429 Too Many Requests")):
            tried = notifier.tried(attempts)
            assert tried.outcome == f"the receiver answered: {words}"
            gym.clock.now_us = tried.due_us
        notifier.settled(1)
        assert len({one.headers["webhook-id"] for one in program.received}) == 1
        assert [Webhook(secret).verify(one.body, one.headers) for one in program.received]
        assert notifier.counted("webhook", "failed") == 2


def test_it_waits_as_long_as_the_program_asks(gym: Reached) -> None:
    with receiver(503, retry_after="120") as program, deliverer(gym) as notifier:
        hook(gym, program)
        gym.call(alert(1))
        assert notifier.tried(1).due_us == gym.clock.now_us + 120 * S


def test_a_program_that_is_gone_is_not_called_again_and_its_channel_says_so(gym: Reached) -> None:
    for status in (404, 410):
        with receiver(status) as program, deliverer(gym) as notifier:
            hook(gym, program, label=f"gone {status}")
            gym.call(alert(status))
            until(lambda: gym.log()[0].ended_us, what="a delivery that has ended")
            gym.call(alert(status + 1000))
            assert len(program.received) == 1
            assert notifier.counted("webhook", "gone") == 1
    listed = gym.channel.call(gym.stub.ListChannels, pb2.ListChannelsRequest()).channels
    assert [(one.gone_us > 0, one.latest.outcome) for one in listed] == [
        (True, "nobody is there any more (404)"),
        (True, "nobody is there any more (410)"),
    ]


def test_wrong_credentials_are_said_and_not_tried_again(gym: Reached) -> None:
    with receiver(401) as program, deliverer(gym) as notifier:
        hook(gym, program)
        gym.call(alert(1))
        (logged,) = notifier.settled(1)
        assert (logged.outcome, logged.attempts) == ("wrong credentials (401)", 1)


def test_a_redirect_is_not_followed(gym: Reached) -> None:
    with receiver(200) as other, receiver(307, location=other.url) as program:
        with deliverer(gym) as notifier:
            hook(gym, program)
            gym.call(alert(1))
            assert "it sends elsewhere (307)" in notifier.settled(1)[0].outcome
        assert other.received == []


def test_a_slow_receiver_holds_up_nobody_else_and_is_told_of(gym: Reached) -> None:
    with receiver() as slow, receiver() as quick, deliverer(gym, limit_s=2.0) as notifier:
        slow.held.clear()
        hook(gym, slow, "slow")
        hook(gym, quick, "quick")
        for number in range(6):
            gym.call(alert(number))
        until(lambda: len(quick.received) == 6, what="six messages at the quick one")
        until(
            lambda: any(one.outcome == "no answer within 2 s" for one in gym.log()),
            what="the slow one's attempt to end",
        )
        assert notifier.counted("webhook", "delivered") == 6


def test_where_nobody_listens_is_tried_again_and_no_log_has_the_address(gym: Reached) -> None:
    with receiver() as program:
        closed = program.url
    address = pb2.Address(webhook=pb2.WebhookAddress(url=f"{closed}/secret-path"))
    with deliverer(gym) as notifier, capture_logs() as logs:
        gym.made(address)
        gym.call(alert(1))
        assert notifier.tried(1).outcome == "no connection (ConnectError)"
    assert "secret-path" not in json.dumps(logs)


def test_nothing_goes_into_the_gyms_own_network_unless_that_is_allowed(gym: Reached) -> None:
    with receiver() as program, deliverer(gym, private_receivers=False) as notifier:
        hook(gym, program)
        apprise = program.url.replace("http://", "json://")
        gym.made(pb2.Address(apprise=apprise), pb2.ChannelPlan(label="apprise"))
        gym.call(alert(1))
        words = {one.outcome for one in notifier.settled(2)}
        assert words == {"it leads into the gym's own network: see SPOTTER_PRIVATE_RECEIVERS"}
        assert program.received == []


def test_a_notifier_that_dies_between_sending_and_saying_so_has_it_sent_once_more_at_most(
    gym: Reached,
) -> None:
    with receiver() as program:
        hook(gym, program)
        gym.call(alert(1))
        (held,) = gym.leased(lease_s=60)  # and it is killed
        with deliverer(gym) as notifier:
            gym.clock.now_us += 60 * S
            (logged,) = notifier.settled(1)
            assert (logged.delivery_id, logged.attempts) == (held.delivery_id, 2)
        with deliverer(gym):
            pass
        assert [one.headers["webhook-id"] for one in program.received] == [held.delivery_id]


def test_two_notifiers_send_each_message_once(gym: Reached) -> None:
    with receiver() as program, deliverer(gym) as one, deliverer(gym) as other:
        for number in range(10):
            hook(gym, program, f"hook {number}")
        gym.call(alert(1))
        one.settled(10)
        ids = [found.headers["webhook-id"] for found in program.received]
        assert len(ids) == len(set(ids)) == 10
        total = sum(each.counted("webhook", "delivered") for each in (one, other))
        assert total == 10
