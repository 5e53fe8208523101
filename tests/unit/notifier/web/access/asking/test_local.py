"""Which requests come from this machine itself."""

import pytest

from spotter.notifier.web.access.asking.local import foreign_because


@pytest.mark.parametrize("client", ["127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:80"])
def test_the_loopback_address_under_a_local_name_is_this_machine(client: str, host: str) -> None:
    assert foreign_because(client, host, ["host", "accept"]) is None


@pytest.mark.parametrize("client", [None, "192.168.1.7", "172.17.0.1", "fe80::1", "nonsense"])
def test_any_other_address_is_not(client: str | None) -> None:
    assert foreign_because(client, "localhost", []) == (
        f"it came from {client or 'an unknown address'}"
    )


@pytest.mark.parametrize("host", ["gym.example", "192.168.1.2:8000", "localhost.evil.example", ""])
def test_nor_is_a_request_under_another_name(host: str) -> None:
    assert foreign_because("127.0.0.1", host, []) == f"it was sent to {host}"


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "via", "x-real-ip"])
def test_nor_is_what_a_proxy_passed_on(header: str) -> None:
    because = foreign_because("127.0.0.1", "localhost", ["host", header])

    assert because == f"a proxy passed it on ({header})"


@pytest.mark.parametrize("client", ["172.30.0.1", "::ffff:172.30.0.1"])
def test_a_containers_own_machine_comes_in_at_the_trusted_gateway(client: str) -> None:
    assert foreign_because(client, "localhost:8000", ["host"], "172.30.0.1") is None


@pytest.mark.parametrize(
    ("client", "host", "header"),
    [
        ("172.30.0.2", "localhost", "host"),
        ("172.30.0.1", "rebound.example", "host"),
        ("172.30.0.1", "192.168.1.2", "host"),
        ("172.30.0.1", "localhost", "x-forwarded-for"),
        ("nonsense", "localhost", "host"),
    ],
)
def test_a_trusted_gateway_admits_nothing_else(client: str, host: str, header: str) -> None:
    assert foreign_because(client, host, [header], "172.30.0.1") is not None
