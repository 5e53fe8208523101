"""Where people may sign in: with TLS, on this machine, or behind a proxy that is trusted."""

import socket
import ssl
from pathlib import Path

import httpx
import pytest

from spotter.local_stack.watchdog.own_service import ask
from support.access.closed_gym import ClosedGym
from support.processes.service_process import warm_service
from support.servers.certificates import Authority
from support.waiting import PATIENCE_S

EVERYWHERE = "0.0.0.0"  # noqa: S104 - as for other machines
FORBIDDEN, UNKNOWN = 403, 401
GUESS = {"name": "nobody", "password": "guessed at random"}


@pytest.fixture(scope="module")
def own_address() -> str:
    """An address of this machine that is no loopback one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("198.51.100.1", 9))
        except OSError:
            pytest.skip("this machine has no network")
        return str(asked.getsockname()[0])


def settings(gym: ClosedGym, **others: object) -> dict[str, object]:
    connection = gym.gym.client.connection_pool.connection_kwargs
    redis_url = f"redis://{connection['host']}:{connection['port']}/0"
    catalog = gym.gym.catalog_address
    return {"redis_url": redis_url, "catalog_address": catalog, "port": 0, **others}


def signing_in(address: str, **headers: str) -> httpx.Response:
    return httpx.post(f"{address}/api/v1/sign-in", json=GUESS, headers=headers, trust_env=False)


def trusting_anybody() -> ssl.SSLContext:
    """As somebody who has not installed the authority yet."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def test_no_secret_is_taken_or_given_where_it_would_be_read_on_its_way(
    gym: ClosedGym, own_address: str
) -> None:
    with warm_service("notifier", **settings(gym, host=EVERYWHERE)) as notifier:
        port = httpx.URL(notifier.line("page served")["address"]).port

        there = signing_in(f"http://{own_address}:{port}")
        pretended = signing_in(f"http://{own_address}:{port}", **{"X-Forwarded-Proto": "https"})
        here = signing_in(f"http://127.0.0.1:{port}")
        paired = httpx.post(
            f"http://{own_address}:{port}/api/v1/pairings", json={}, trust_env=False
        )

    assert paired.status_code == FORBIDDEN
    assert (there.status_code, pretended.status_code) == (FORBIDDEN, FORBIDDEN)
    assert "SPOTTER_TLS=local" in there.json()["detail"]
    assert here.status_code == UNKNOWN


def test_a_trusted_proxy_says_that_it_has_https(gym: ClosedGym, own_address: str) -> None:
    trusting = settings(
        gym, host=EVERYWHERE, trusted_proxies=own_address, public_address="https://gym.example"
    )
    with warm_service("notifier", **trusting) as notifier:
        port = httpx.URL(notifier.line("page served")["address"]).port
        passed = {"Host": "gym.example", "X-Forwarded-For": "203.0.113.7"}
        passed |= {"Origin": "https://gym.example"}
        address = f"http://{own_address}:{port}"

        secure = signing_in(address, **passed, **{"X-Forwarded-Proto": "https"})
        insecure = signing_in(address, **passed, **{"X-Forwarded-Proto": "http"})

    assert (secure.status_code, insecure.status_code) == (UNKNOWN, FORBIDDEN)


def test_whoever_trusts_the_local_authority_opens_the_page(
    gym: ClosedGym, own_address: str, tmp_path: Path
) -> None:
    local = settings(gym, host=EVERYWHERE, tls="local", authority_dir=tmp_path / "authority")
    with warm_service("notifier", **local) as notifier:
        port = httpx.URL(notifier.line("page served")["address"]).port
        address = f"https://{own_address}:{port}"
        taken = httpx.get(
            f"{address}/local-authority.pem", trust_env=False, verify=trusting_anybody()
        )
        trusting = ssl.create_default_context(cadata=taken.text)
        answer = httpx.post(
            f"{address}/api/v1/sign-in", json=GUESS, trust_env=False, verify=trusting
        )
        is_well, said = ask(f"{address}/", "/status", timeout_s=PATIENCE_S)

    assert answer.status_code == UNKNOWN
    assert "strict-transport-security" not in answer.headers
    assert (is_well, "stations" in said) == (True, True), "asked from the machine itself"
    assert taken.headers["content-type"] == "application/x-x509-ca-cert"


def test_a_certificate_that_is_given_is_served_and_https_is_required_from_then_on(
    gym: ClosedGym, tmp_path: Path
) -> None:
    authority = Authority.made_in(tmp_path / "ca")
    certificate, key = authority.issue("localhost")
    given = settings(gym, tls="files", tls_certificate=certificate, tls_key=key)
    with warm_service("notifier", **given) as notifier:
        port = httpx.URL(notifier.line("page served")["address"]).port
        trusting = ssl.create_default_context(cafile=str(authority.certificate))
        page = httpx.get(f"https://localhost:{port}/", trust_env=False, verify=trusting)

    assert page.headers["strict-transport-security"] == "max-age=31536000"


def test_a_certificate_that_cannot_be_read_is_said_plainly(gym: ClosedGym, tmp_path: Path) -> None:
    missing = settings(
        gym, tls="files", tls_certificate=tmp_path / "no.pem", tls_key=tmp_path / "no.key"
    )
    with warm_service("notifier", **missing) as refused:
        assert refused.wait() == 1

    assert "expected a certificate in" in refused.lines[-1]["reason"]
