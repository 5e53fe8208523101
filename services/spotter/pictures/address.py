"""Addresses of picture sources: files, devices and network cameras.

A camera's address often carries its password: in the user part, the query or the path
(``/user=admin_password=...``). So only scheme, host and port of a network address are ever shown.
"""

import re
from enum import Enum
from urllib.parse import quote

_NETWORK = re.compile(r"\s*(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<rest>.*)", re.DOTALL)
_HOST = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
_AUTHORITY_END = r"[/?#\\]"
_USER_AND_PASSWORD = re.compile(
    rf"[^:/?#@\\]*:.*?(?=@{_HOST.pattern}({_AUTHORITY_END}|$))", re.DOTALL
)
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ALLOWED_IN_USER_PART = ":!$&'()*+,;="
_MISTYPED = re.compile(
    r"\s*(rtsps?|rtmps?|https?|rtp|srt|udp|tcp):|.*:.*@", re.DOTALL | re.IGNORECASE
)
_DEVICE = re.compile(r"/dev/(video\d+|v4l/.+)")
_HIDDEN = "***"


class AddressKind(Enum):
    """The kind of source at an address, which decides how it is opened and paced."""

    FILE = "file"
    DEVICE = "device"
    NETWORK = "network"
    BROWSER = "browser"
    """Of the station's own screen, which sends its pictures by itself."""


def kind_of(address: str) -> AddressKind:
    """The kind of an address.

    ``browser`` is one, ``/dev/videoN`` and ``/dev/v4l/...`` are devices, URLs are network cameras.
    """
    if address == AddressKind.BROWSER.value:
        return AddressKind.BROWSER
    if _DEVICE.fullmatch(address):
        return AddressKind.DEVICE
    return AddressKind.NETWORK if _NETWORK.match(address) else AddressKind.FILE


def scheme_of(address: str) -> str:
    """The scheme of a network address in lower case; empty for any other."""
    network = _NETWORK.match(address)
    return network["scheme"].lower() if network else ""


def as_url(address: str) -> str:
    """A network address with its user and password percent-encoded where they are not yet.

    So a password may be written as it is. Only one that starts with digits before a slash or looks
    like ``name@host/`` stays in doubt, see :func:`is_in_doubt`; a ``%`` followed by two hexadecimal
    digits is taken for an encoded character.
    """
    network = _NETWORK.match(address)
    if network is None:
        return address
    user_part = _user_part(network["rest"])
    encoded = percent_encoded(user_part, safe=_ALLOWED_IN_USER_PART)
    return f"{network['scheme']}://{encoded}{network['rest'][len(user_part) :]}".strip()


def percent_encoded(text: str, *, safe: str = "") -> str:
    """``text`` for a part of an address, with what is percent-encoded in it already left alone."""
    return quote(_NO_ESCAPE.sub("%25", text), safe=safe + "%")


def is_in_doubt(address: str) -> bool:
    """Whether an "@" behind the host of a network address may end a password all the same."""
    network = _NETWORK.match(address)
    return network is not None and _has_host(network["rest"]) and _has_later_at(network["rest"])


def redacted(address: str) -> str:
    """``address``, safe to print: a path unchanged, otherwise only scheme, host and port.

    When a mistyped address leaves the host in doubt, the host is hidden too.
    """
    network = _NETWORK.match(address)
    if network is None:
        return _HIDDEN if _MISTYPED.match(address) else address
    rest = network["rest"]
    is_sure = _has_host(rest) and not _has_later_at(rest)
    host = _authority(rest).rpartition("@")[2] if is_sure else _HIDDEN
    return f"{network['scheme']}://{host}/{_HIDDEN}"


def _authority(rest: str) -> str:
    return re.split(_AUTHORITY_END, rest, maxsplit=1)[0]


def _has_host(rest: str) -> bool:
    return _HOST.fullmatch(_authority(rest).rpartition("@")[2]) is not None


def _has_later_at(rest: str) -> bool:
    return "@" in rest[len(_authority(rest)) :]


def _user_part(rest: str) -> str:
    """User and password, which may contain what should end them; empty if there are none."""
    if _has_host(rest):
        return _authority(rest).rpartition("@")[0]
    found = _USER_AND_PASSWORD.match(rest)
    return found[0] if found else ""
