"""A container's own machine, which comes in at its network's gateway."""

import socket

import httpx
import pytest

from support.processes.service_process import warm_service

EVERYWHERE = "0.0.0.0"  # noqa: S104 - as in a container
NOWHERE = "127.0.0.1:1"
UNKNOWN, FORBIDDEN, AWAY, MISDIRECTED = 401, 403, 503, 421


@pytest.fixture(scope="module")
def own_address() -> str:
    """An address of this machine that is no loopback one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("198.51.100.1", 9))
        except OSError:
            pytest.skip("this machine has no network")
        return str(asked.getsockname()[0])


def test_the_gateway_is_the_machine_itself_only_where_it_is_trusted(
    redis_url: str, own_address: str
) -> None:
    settings = {"redis_url": redis_url, "host": EVERYWHERE, "port": 0, "catalog_address": NOWHERE}
    trusting = {"trusted_gateway": own_address, "published_host": "127.0.0.1", "open": True}

    with warm_service("notifier", **settings) as notifier:
        assert members(notifier.line("page served")["address"], own_address) == UNKNOWN
    with warm_service("notifier", **settings, **trusting) as notifier:
        address = notifier.line("page served")["address"]
        assert members(address, own_address) == AWAY, "asked, but there is no catalog"
        assert members(address, own_address, Host="rebound.example") == MISDIRECTED
        assert members(address, own_address, Host=own_address) == FORBIDDEN
        assert members(address, own_address, Origin="http://evil.example") == FORBIDDEN


def members(address: str, own_address: str, **headers: str) -> int:
    """The status of the answer to whoever comes in at ``own_address``."""
    port = httpx.URL(address).port
    url = f"http://{own_address}:{port}/api/v1/members"
    given = {"Host": f"localhost:{port}", **headers}
    return httpx.get(url, headers=given, trust_env=False).status_code
