"""What the answer of a receiver means."""

import pytest

from spotter.notifier.deliveries.outcomes import attempt_of
from spotter.wire.catalog.alerts.deliveries import AttemptOutcome


@pytest.mark.parametrize(
    ("status", "outcome", "words"),
    [
        (200, AttemptOutcome.DELIVERED, "accepted (200)"),
        (301, AttemptOutcome.REFUSED, "it sends elsewhere (301)"),
        (400, AttemptOutcome.REFUSED, "400 Bad Request"),
        (401, AttemptOutcome.REFUSED, "wrong credentials (401)"),
        (403, AttemptOutcome.REFUSED, "wrong credentials (403)"),
        (404, AttemptOutcome.GONE, "nobody is there any more (404)"),
        (410, AttemptOutcome.GONE, "nobody is there any more (410)"),
        (413, AttemptOutcome.REFUSED, "the receiver answered: 413"),
        (429, AttemptOutcome.FAILED, "429 Too Many Requests"),
        (500, AttemptOutcome.FAILED, "500 Internal Server Error"),
        (599, AttemptOutcome.FAILED, "the receiver answered: 599"),
    ],
)
def test_a_status_says_whether_it_may_work_later(
    status: int, outcome: AttemptOutcome, words: str
) -> None:
    found = attempt_of(3, status)
    assert (found.number, found.outcome, found.retry_after_s) == (3, outcome, 0)
    assert words in found.words


def test_only_a_number_of_seconds_up_to_an_hour_is_waited_for() -> None:
    found = [attempt_of(1, 503, one).retry_after_s for one in ("7", "999999", "-3", "soon", "")]
    assert found == [7, 3600, 0, 0, 0]
