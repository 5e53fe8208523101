"""Which failures are worth another try."""

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
def test_what_passes_by_itself_is_tried_again(kind: type[BaseException]) -> None:
    assert is_temporary(kind)


@pytest.mark.parametrize("kind", [ScorerError, MovementError, ZeroDivisionError, ValueError])
def test_what_would_happen_again_is_not(kind: type[BaseException]) -> None:
    assert not is_temporary(kind)
