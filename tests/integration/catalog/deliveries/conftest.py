"""A catalog from which trainers are reached, on each database."""

from collections.abc import Iterator

import pytest

from support.reaching.reached import Reached, reached


@pytest.fixture
def gym(database_url: str) -> Iterator[Reached]:
    """Real gRPC, and a real database of each kind."""
    with reached(database_url) as one:
        yield one
