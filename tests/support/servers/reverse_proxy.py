"""The reverse proxies that are documented, as real servers on loopback in front of a page."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from spotter.notifier.web.tls.authority import new_authority, new_certificate
from support.servers.redis_server import free_port
from support.waiting import PATIENCE_S, until

NAME = "gym.example"
ADDRESS = f"https://{NAME}"
_DOCUMENTED = Path(__file__).parents[3] / "deploy/proxy"
_SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin"
_NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/spotter.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class ReverseProxy:
    """What is ``NAME`` to whoever asks at these ports; ``authority`` made its certificate.

    What it writes is in ``folder``.
    """

    plain_port: int
    port: int
    authority: str
    folder: Path

    @property
    def browser_arguments(self) -> tuple[str, ...]:
        """With which Chromium finds the proxy by its name, and takes its certificate."""
        found = f"MAP {NAME}:80 127.0.0.1:{self.plain_port},MAP {NAME}:443 127.0.0.1:{self.port}"
        return (
            "--no-proxy-server",
            "--ignore-certificate-errors",
            f"--host-resolver-rules={found}",
        )

    def client(self, address: str = "127.0.0.1") -> httpx.Client:
        """Somebody at this ``address`` of the loopback network who trusts the authority."""
        trusted = ssl.create_default_context(cadata=self.authority)
        return httpx.Client(
            base_url=f"https://127.0.0.1:{self.port}",
            headers={"Host": NAME, "Origin": ADDRESS},
            transport=_ByName(verify=trusted, local_address=address),
            timeout=PATIENCE_S,
        )

    def plainly(self, path: str) -> httpx.Response:
        """What is answered by http."""
        address = f"http://127.0.0.1:{self.plain_port}{path}"
        return httpx.get(address, headers={"Host": NAME}, trust_env=False)


class _ByName(httpx.HTTPTransport):
    """Expects the certificate of ``NAME``, wherever the request is sent."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.extensions["sni_hostname"] = NAME
        return super().handle_request(request)


@contextmanager
def nginx(
    folder: Path, page_port: int, port: int | None = None, silent_s: int = 60
) -> Iterator[ReverseProxy]:
    """Run nginx as documented until the end of the block; skip the test where there is none.

    It listens at ``port``, or at a free one, and takes a page or a socket that is silent for
    ``silent_s`` for dead.
    """
    program = shutil.which("nginx", path=_SYSTEM_FOLDERS)
    if program is None:
        pytest.skip("nginx is not installed")
    proxy, (certificate, key) = _certified(folder, port or free_port())
    documented = (_DOCUMENTED / "nginx.conf").read_text()
    without_ipv6 = "\n".join(line for line in documented.split("\n") if "[::]" not in line)
    here = _replaced(
        without_ipv6,
        {
            "listen 80;": f"listen 127.0.0.1:{proxy.plain_port};",
            "listen 443 ": f"listen 127.0.0.1:{proxy.port} ",
            "/etc/letsencrypt/live/gym.example/fullchain.pem": str(certificate),
            "/etc/letsencrypt/live/gym.example/privkey.pem": str(key),
            "127.0.0.1:8000": f"127.0.0.1:{page_port}",
            " 60s;": f" {silent_s}s;",
        },
    )
    (folder / "spotter.conf").write_text(here)
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder))
    with _running(proxy, program, "-e", folder / "error.log", "-c", folder / "nginx.conf"):
        yield proxy


@contextmanager
def caddy(folder: Path, page_port: int) -> Iterator[ReverseProxy]:
    """Run Caddy as documented until the end of the block; skip the test where there is none."""
    program = shutil.which("caddy", path=_SYSTEM_FOLDERS)
    if program is None:
        pytest.skip("caddy is not installed")
    proxy, (certificate, key) = _certified(folder, free_port())
    ports = f"{{\n\thttp_port {proxy.plain_port}\n\thttps_port {proxy.port}\n\tadmin off\n}}\n"
    here = _replaced(
        (_DOCUMENTED / "Caddyfile").read_text(),
        {
            "\ngym.example {": f"\ngym.example {{\n\ttls {certificate} {key}",
            "127.0.0.1:8000": f"127.0.0.1:{page_port}",
        },
    )
    (folder / "Caddyfile").write_text(ports + here)
    arguments = ("run", "--adapter", "caddyfile", "--config", folder / "Caddyfile")
    with _running(proxy, program, *arguments):
        yield proxy


def _certified(folder: Path, port: int) -> tuple[ReverseProxy, tuple[Path, Path]]:
    """A proxy at the ``port``, and the files of its certificate and key."""
    now = datetime.now(UTC)
    authority = new_authority("a test's machine", now)
    made = new_certificate(authority, [NAME], now)
    certificate, key = folder / "proxy.pem", folder / "proxy.key"
    certificate.write_bytes(made.certificate)
    key.write_bytes(made.key)
    proxy = ReverseProxy(free_port(), port, authority.certificate.decode(), folder)
    return proxy, (certificate, key)


def _replaced(documented: str, changes: dict[str, str]) -> str:
    """What is documented, with what is different in a test."""
    for words, others in changes.items():
        assert words in documented, f"expected {words!r} in what is documented"
        documented = documented.replace(words, others)
    return documented


@contextmanager
def _running(proxy: ReverseProxy, *command: str | Path) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            until(lambda: _listens(proxy.port), what=f"a listening {command[0]}")
            yield
        finally:
            process.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0
