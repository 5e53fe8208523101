"""A gym whose people sign in."""

from collections.abc import Iterator

import pytest

from support.access.closed_gym import ClosedGym, closed_gym


@pytest.fixture(scope="module")
def gym(emptied_redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClosedGym]:
    file = tmp_path_factory.mktemp("access") / "catalog.sqlite3"
    with closed_gym(emptied_redis_url, f"sqlite:///{file}") as running:
        yield running
