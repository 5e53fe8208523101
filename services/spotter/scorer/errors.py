"""The error root of the scorer, and which errors are worth a retry."""

import redis
from rq.exceptions import AbandonedJobError
from rq.timeouts import JobTimeoutException

from spotter.runtime.errors import PermanentError, TemporaryError

_WORTH_ANOTHER_TRY = (
    TemporaryError,
    redis.RedisError,
    JobTimeoutException,
    AbandonedJobError,
)
"""Redis was unavailable, the job timed out, or its worker was killed."""


class ScorerError(PermanentError):
    """A rep that cannot be scored, now or later; the message says what was expected and found."""


def is_temporary(kind: type[BaseException]) -> bool:
    """Whether the same job may succeed later. Every other error, known or not, would recur."""
    return issubclass(kind, _WORTH_ANOTHER_TRY)
