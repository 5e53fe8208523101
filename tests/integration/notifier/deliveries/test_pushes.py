"""Browsers that are notified, by a push service of the tests' own."""

import time
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag

from spotter.alerting.values import Priority
from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from support.reaching.browser_subscription import Browser, claims
from support.reaching.deliverer import CONTACT, PAGE, deliverer
from support.reaching.reached import Reached, S, alert
from support.reaching.receiver import Receiver, receiver


def subscribed(gym: Reached, service: Receiver, label: str = "browser") -> Browser:
    browser = Browser(f"{service.url}/push/secret-token")
    gym.made(browser.address, pb2.ChannelPlan(label=label))
    return browser


def public_key(gym: Reached) -> str:
    return gym.channel.call(gym.stub.GetPushKey, pb2.GetPushKeyRequest()).public_key


def test_only_the_browser_can_read_what_it_is_sent(gym: Reached) -> None:
    with receiver(201) as service, deliverer(gym) as notifier:
        browser = subscribed(gym, service)
        gym.call(alert(1, "rack-7", Priority.HIGH))
        notifier.settled(1)
        (received,) = service.received
        assert browser.read(received) == {
            "title": "rack-7: Asks for a trainer",
            "body": "Somebody is needed there.",
            "url": f"{PAGE}#alert/{alert(1).alert_id}",
            "tag": alert(1).alert_id,
            "urgency": "high",
        }
        with pytest.raises(InvalidTag):
            Browser(browser.endpoint).read(received)


def test_the_push_service_learns_who_sends_how_urgent_it_is_and_for_how_long_it_is_news(
    gym: Reached,
) -> None:
    with receiver(201) as service, deliverer(gym) as notifier:
        subscribed(gym, service)
        gym.call(alert(1))
        notifier.settled(1)
        headers = service.received[0].headers
        assert (headers["urgency"], headers["ttl"]) == ("normal", "900")
        assert headers["topic"] == alert(1).alert_id.replace("-", "")
        said = claims(service.received[0], public_key(gym))
        assert said["sub"] == f"mailto:{CONTACT}"
        assert said["aud"].startswith("http://127.0.0.1")
        assert time.time() < said["exp"] <= time.time() + 24 * 3600


def test_a_digest_has_no_topic_and_opens_the_console(gym: Reached) -> None:
    with receiver(201) as service, deliverer(gym) as notifier:
        browser = subscribed(gym, service)
        gym.call(*(alert(number, "rack-1") for number in range(1000)))
        notifier.settled(6)
        gym.clock.now_us += 30 * S
        notifier.settled(7)
        assert len(service.received) == 7
        said = browser.read(service.received[-1])
        assert (said["title"], said["url"], said["tag"]) == ("994 alerts wait", PAGE, "")
        assert said["body"].endswith("and 989 more")
        assert "topic" not in service.received[-1].headers


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_has_unsubscribed_is_not_notified_again(gym: Reached, status: int) -> None:
    with receiver(status) as service, deliverer(gym) as notifier:
        subscribed(gym, service)
        gym.call(alert(1))
        notifier.settled(1)
        gym.call(alert(2))
        assert len(gym.log()) == 1
        (channel,) = gym.channel.call(gym.stub.ListChannels, pb2.ListChannelsRequest()).channels
        assert channel.gone_us == gym.clock.now_us


def test_a_message_names_members_only_where_the_channel_wants_that(gym: Reached) -> None:
    with receiver(201) as service, deliverer(gym) as notifier:
        browser = subscribed(gym, service)
        gym.call(replace(alert(1), priority=Priority.LOW), step=2)
        notifier.settled(1)
        said = browser.read(service.received[0])
        assert said["title"] == "rack-1: Asks for a trainer"
        assert said["body"] == "Nobody has answered yet."
        assert service.received[0].headers["urgency"] == "low"
