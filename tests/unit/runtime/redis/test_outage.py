import pytest
import redis
from structlog.testing import capture_logs

from spotter.runtime.redis.outage import AWAY as IS_AWAY
from spotter.runtime.redis.outage import FULL, UNWRITABLE, RedisOutage, kind_of

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


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (redis.OutOfMemoryError("command not allowed when used memory > 'maxmemory'."), FULL),
        (
            redis.ResponseError("Error running script: @user_script:5: OOM command not allowed"),
            FULL,
        ),
        (redis.ResponseError("MISCONF Errors writing to the AOF file"), UNWRITABLE),
        (redis.ResponseError("Command # 1 (SET) of pipeline caused error: MISCONF"), UNWRITABLE),
        (AWAY, IS_AWAY),
    ],
)
def test_a_full_server_and_a_full_disk_are_told_from_one_that_is_away(
    error: redis.RedisError, kind: str
) -> None:
    assert kind_of(error) == kind


def test_another_kind_of_failure_is_said_anew() -> None:
    with capture_logs() as lines:
        outage = RedisOutage("reps")
        for error in (AWAY, redis.OutOfMemoryError("at its limit"), AWAY):
            outage.begin(error)
    assert [line["event"] for line in lines] == [IS_AWAY, FULL, IS_AWAY]
