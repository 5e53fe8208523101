"""Addresses of picture sources: files, devices and network cameras.

A camera's address often carries its password: in the user part, the query or the path
(``/user=admin_password=...``). So only scheme, host and port of a network address are ever shown.
"""

import re
from enum import Enum

_NETWORK = re.compile(r"\s*(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<rest>.*)", re.DOTALL)
_HOST = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
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


def kind_of(address: str) -> AddressKind:
    """The kind: ``/dev/videoN`` and ``/dev/v4l/...`` are devices, URLs are network cameras."""
    if _DEVICE.fullmatch(address):
        return AddressKind.DEVICE
    return AddressKind.NETWORK if _NETWORK.match(address) else AddressKind.FILE


def scheme_of(address: str) -> str:
    """The scheme of a network address in lower case; empty for any other."""
    network = _NETWORK.match(address)
    return network["scheme"].lower() if network else ""


def redacted(address: str) -> str:
    """``address``, safe to print: a path unchanged, otherwise only scheme, host and port.

    When a mistyped address leaves the host in doubt, the host is hidden too.
    """
    network = _NETWORK.match(address)
    if network is None:
        return _HIDDEN if _MISTYPED.match(address) else address
    return f"{network['scheme']}://{_host(network['rest'])}/{_HIDDEN}"


def _host(rest: str) -> str:
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    # An "@" further on may end a password that contains a slash.
    in_doubt = "@" in rest[len(authority) :]
    host = authority.rpartition("@")[2]
    return _HIDDEN if in_doubt or not _HOST.fullmatch(host) else host
