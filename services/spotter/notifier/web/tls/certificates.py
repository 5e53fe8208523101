"""The page's certificate on disk, and its renewal."""

import os
import socket
import ssl
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from spotter.notifier.errors import CertificateError
from spotter.notifier.web.tls.authority import KeyPair, must_renew, new_authority, new_certificate

_ELSEWHERE = ("198.51.100.1", 9)
"""Nobody's: an unsent datagram to it shows by which address this machine speaks."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The files of a certificate and its key; ``renew`` makes them anew if it is time to."""

    certificate: Path
    key: Path
    renew: Callable[[], bool] = lambda: False

    def load_into(self, context: ssl.SSLContext) -> None:
        """Have new connections use it. Raises :class:`CertificateError`."""
        try:
            context.load_cert_chain(self.certificate, self.key)
        except (OSError, ssl.SSLError) as error:
            raise CertificateError(
                f"expected a certificate in {self.certificate} and its key in {self.key}; "
                f"found: {error}"
            ) from error


class LocalAuthority:
    """An authority in ``folder``, made when it is needed first; ``now`` tells the time."""

    def __init__(self, folder: Path, names: Collection[str], now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._names = names
        self._now = now

    @property
    def certificate_file(self) -> Path:
        """What is installed where the page is opened."""
        return self._folder / "authority.pem"

    def certificate(self) -> Certificate:
        """The page's certificate. Raises :class:`CertificateError` if it cannot be kept."""
        self.renew()
        return Certificate(self._folder / "page.pem", self._folder / "page.key", self.renew)

    def renew(self) -> bool:
        """Make a new certificate if there is none, or it is time to; whether one was made."""
        try:
            authority = self._authority()
            page = self._folder / "page.pem"
            if page.exists() and not must_renew(page.read_bytes(), self._names, self._now()):
                return False
            made = new_certificate(authority, self._names, self._now())
            _keep(made, page, self._folder / "page.key")
        except (OSError, ValueError) as error:
            raise CertificateError(
                f"expected to keep a certificate in {self._folder}; found: {error}"
            ) from error
        return True

    def _authority(self) -> KeyPair:
        key = self._folder / "authority.key"
        if not key.exists():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _keep(new_authority(socket.gethostname(), self._now()), self.certificate_file, key)
        return KeyPair(self.certificate_file.read_bytes(), key.read_bytes())


def own_addresses() -> set[str]:
    """The addresses by which this machine speaks to others."""
    found = set()
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(_ELSEWHERE)
        found.add(str(asked.getsockname()[0]))
    return found


def _keep(pair: KeyPair, certificate: Path, key: Path) -> None:
    """Write both; the key, which only this user may read, last: it says that all is there."""
    _write(certificate, pair.certificate, 0o644)
    _write(key, pair.key, 0o600)


def _write(path: Path, data: bytes, mode: int) -> None:
    part = path.with_suffix(f"{path.suffix}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    part.replace(path)
