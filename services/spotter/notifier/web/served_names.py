"""The names at which the page is served. Pure.

A foreign site can have its own name resolve to this machine (DNS rebinding), and a browser then
takes the page for a part of that site. Such a request still carries the foreign name. An address in
digits cannot be rebound.
"""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_EVERYWHERE = frozenset({"0.0.0.0", "[::]"})  # noqa: S104 - compared
_AUTHORITY = re.compile(r"(?P<name>[a-z0-9._-]+|\[[0-9a-f:.]+\])(:(?P<port>[0-9]{1,5}))?")
_USUAL_PORTS = {"http": "80", "https": "443"}
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ServedNames:
    """The page's ``names``, and of these the ``announced`` ones, with their ports if unusual.

    Where ``takes_addresses``, every address in digits is one of its names, too.
    """

    names: frozenset[str]
    announced: frozenset[str]
    takes_addresses: bool

    @classmethod
    def of(cls, listens_at: str, machine: str, announced: Iterable[str] = ()) -> "ServedNames":
        """Those of a server that listens at ``listens_at`` of ``machine``.

        Raises :class:`ValueError` when ``announced`` has something else than names, such as
        ``gym.example`` or ``gym.example:8443``.
        """
        given = frozenset(_lower(name) for name in announced)
        for name in given:
            if not _AUTHORITY.fullmatch(name):
                raise ValueError(
                    "expected names such as gym.example or gym.example:8443, with commas between "
                    f"them; found {name!r}"
                )
        own = f"[{listens_at}]" if ":" in listens_at else _lower(listens_at)
        names = {own, *(_name(name) for name in given)}
        if own in _EVERYWHERE:
            names |= {*_LOOPBACK, machine.lower(), f"{machine.lower()}.local"}
        elif own in _LOOPBACK:
            names |= {*_LOOPBACK}
        return cls(frozenset(names - _EVERYWHERE), given, own in _EVERYWHERE)

    def host_problem(self, host: str) -> str | None:
        """Why a request with this Host is not for this page; None if it is."""
        name = _name(_lower(host))
        if name in self.names or (self.takes_addresses and _is_address(name)):
            return None
        also = " or an address in digits" if self.takes_addresses else ""
        return (
            f"expected Host to be {', '.join(sorted(self.names))}{also}; "
            f"found {host[:_SHOWN]!r}. SPOTTER_SERVED_AS adds names."
        )

    def origin_problem(self, origin: str, host: str) -> str | None:
        """Why a page of ``origin`` may not speak to this one; None if it may."""
        scheme, authority = _origin(origin)
        usual = _USUAL_PORTS.get(scheme)
        is_ours = authority is not None and (
            _with_port(authority, usual) == _with_port(_lower(host), usual)
            or any(_with_port(authority, usual) == _with_port(one, usual) for one in self.announced)
        )
        if usual and is_ours:
            return None
        return (
            f"expected Origin to be a page of {host[:_SHOWN]}; found {origin[:_SHOWN]!r}. "
            "SPOTTER_SERVED_AS adds names."
        )


def is_host(host: str) -> bool:
    """Whether ``host`` can be a Host at all: a name or an address, perhaps with a port."""
    return bool(_AUTHORITY.fullmatch(_lower(host)))


def _lower(name: str) -> str:
    return name.strip().lower()


def _name(authority: str) -> str:
    """The name without the port and without the dot of the root."""
    found = _AUTHORITY.fullmatch(authority)
    return found["name"].removesuffix(".") if found else authority


def _with_port(authority: str, usual: str | None) -> tuple[str, str | None]:
    found = _AUTHORITY.fullmatch(authority)
    return _name(authority), (found["port"] if found else None) or usual


def _origin(origin: str) -> tuple[str, str | None]:
    try:
        parts = urlsplit(origin.lower())
    except ValueError:
        return "", None
    return parts.scheme, parts.netloc if _AUTHORITY.fullmatch(parts.netloc) else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
