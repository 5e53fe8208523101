"""A catalog from which trainers are reached, on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.reaching.reached import Reached, reached


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[Reached]:
    """Real gRPC and a real database."""
    with reached(f"sqlite:///{tmp_path}/catalog.sqlite3") as one:
        yield one
