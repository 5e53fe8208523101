"""The error root of the scorer, and which errors are worth another try."""

import redis
from rq.exceptions import AbandonedJobError
from rq.timeouts import JobTimeoutException


class ScorerError(ValueError):
    """A rep that cannot be scored, now or later; the message says what was expected and found."""


def is_temporary(kind: type[BaseException]) -> bool:
    """Whether the same job may succeed later.

    So it is when Redis was away, when the job took too long, and when its worker was killed. All
    else, known or not, would happen again.
    """
    return issubclass(kind, (redis.RedisError, JobTimeoutException, AbandonedJobError))
