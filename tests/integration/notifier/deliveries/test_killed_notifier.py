"""A notifier that is killed while it delivers: real processes."""

import redis

from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from support.processes.service_process import warm_service
from support.reaching.reached import Reached, S, alert
from support.reaching.receiver import receiver
from support.waiting import until


def test_what_a_killed_notifier_was_sending_is_sent_once_more_under_the_same_id(
    gym: Reached, redis_url: str, redis_client: redis.Redis
) -> None:
    assert redis_client.ping()
    settings = {
        "redis_url": redis_url,
        "catalog_address": gym.address,
        "port": 0,
        "private_receivers": True,
    }
    with receiver(204) as program:
        gym.made(pb2.Address(webhook=pb2.WebhookAddress(url=program.url)))
        program.held.clear()
        with warm_service("notifier", **settings) as first:
            gym.call(alert(1))
            until(lambda: program.received, what="the message at the program")
            first.kill()
        program.held.set()
        assert gym.log()[0].state == pb2.DELIVERY_STATE_WAITING
        gym.clock.now_us += 60 * S
        with warm_service("notifier", **settings):
            until(lambda: gym.log()[0].ended_us, what="the delivery to end")
        (logged,) = gym.log()
        assert (logged.state, logged.attempts) == (pb2.DELIVERY_STATE_DELIVERED, 2)
        ids = [one.headers["webhook-id"] for one in program.received]
        assert ids == [logged.delivery_id] * 2
