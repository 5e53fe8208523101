import pytest

from spotter.notifier.live.keeping_up.ledger_delay import LedgerDelay


@pytest.mark.parametrize(
    ("behind_s", "reason", "words"),
    [
        (60, "", ""),
        (61, "", "The ledger is 1 min behind: "),
        (600, "the database is away", "The ledger is 10 min behind (the database is away): "),
        (26 * 3600, "", "The ledger is 26 h behind: "),
    ],
)
def test_a_ledger_that_is_more_than_a_minute_behind_is_said(
    behind_s: float, reason: str, words: str
) -> None:
    found = LedgerDelay(behind_s, reason).problem
    assert found == (f"{words}reps are judged, and come into histories later." if words else "")
