"""A gym that remembers, and a client of its API."""

from collections.abc import Iterator

import httpx
import pytest

from spotter.notifier.web.v1.app import PREFIX
from support.records.remembering_gym import RememberingGym, remembering_gym
from support.waiting import PATIENCE_S

GYM_SECRET = "whsec_" + "c3BvdHRl" * 4
"""With which the gym's own system signs."""


@pytest.fixture(scope="module")
def gym(
    emptied_redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RememberingGym]:
    file = tmp_path_factory.mktemp("api") / "catalog.sqlite3"
    settings = {"gym_webhook_secret": GYM_SECRET}
    with remembering_gym(emptied_redis_url, f"sqlite:///{file}", **settings) as running:
        yield running


@pytest.fixture
def api(gym: RememberingGym) -> Iterator[httpx.Client]:
    address = gym.address.removesuffix("/") + PREFIX
    with httpx.Client(base_url=address, trust_env=False, timeout=PATIENCE_S) as client:
        yield client
