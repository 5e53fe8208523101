"""Which failures are worth a retry."""

import pytest
import redis
from rq.exceptions import AbandonedJobError
from rq.timeouts import JobTimeoutException

from spotter.movement.values.errors import MovementError
from spotter.scorer.errors import ScorerError, is_temporary


@pytest.mark.parametrize(
    "kind",
    [
        redis.ConnectionError,
        redis.TimeoutError,
        redis.exceptions.ReadOnlyError,
        JobTimeoutException,
        AbandonedJobError,
    ],
)
def test_temporary_errors_are_retried(kind: type[BaseException]) -> None:
    assert is_temporary(kind)


@pytest.mark.parametrize("kind", [ScorerError, MovementError, ZeroDivisionError, ValueError])
def test_permanent_errors_are_not_retried(kind: type[BaseException]) -> None:
    assert not is_temporary(kind)
