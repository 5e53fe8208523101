import redis
from structlog.testing import capture_logs

from spotter.runtime.redis.outage import RedisOutage

AWAY = redis.ConnectionError("Connection refused")


def test_an_outage_is_said_once_and_once_that_it_is_over() -> None:
    with capture_logs() as lines:
        outage = RedisOutage("frames")
        outage.end()
        for _ in range(3):
            outage.begin(AWAY)
        outage.end()
        outage.end()
        outage.begin(AWAY)
    assert [(line["event"], line["waiting"]) for line in lines] == [
        ("Redis does not answer", "frames"),
        ("Redis answers again", "frames"),
        ("Redis does not answer", "frames"),
    ]


def test_while_it_lasts_the_problem_can_be_shown() -> None:
    outage = RedisOutage("frames")
    assert outage.problem is None
    outage.begin(AWAY)
    assert outage.problem == "Redis does not answer: Connection refused"
    outage.end()
    assert outage.problem is None
