"""Ids that nothing has, in both databases: refused in words, not by a fault of the driver."""

import pytest
import redis

from spotter.catalog.database.opening import Database
from spotter.catalog.errors import UnknownError
from spotter.catalog.ledger.reading import one_rep
from spotter.catalog.ledger.visits import visit_rows
from spotter.wire.errors import WireError
from support.records.ledger_in_test import LedgerInTest

HUGE = "9" * 30


@pytest.fixture
def ledger(redis_client: redis.Redis, database: Database) -> LedgerInTest:
    return LedgerInTest(redis_client, database)


@pytest.mark.parametrize(
    "rep_id",
    ["", "rack-1", "rack-1_1", "rack-1_1_x", f"rack-1_1_{HUGE}", f"rack-1_{HUGE}_1", "\0_1_1"],
)
def test_a_rep_that_cannot_be_is_unknown(ledger: LedgerInTest, rep_id: str) -> None:
    with ledger.database.reading() as session, pytest.raises(UnknownError):
        one_rep(session, rep_id)


@pytest.mark.parametrize("visit_id", ["", "rack-1", f"rack-1_{HUGE}", "rack-1_x", "rack-1_²"])
def test_a_visit_that_cannot_be_is_refused(ledger: LedgerInTest, visit_id: str) -> None:
    with ledger.database.reading() as session, pytest.raises(WireError):
        visit_rows(session, visit_id, "", 0, 2**62)
