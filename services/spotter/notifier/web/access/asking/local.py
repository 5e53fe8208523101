"""Whether a request comes from this machine itself. Pure.

Until there is sign-in, that is who may see and change people's data.
"""

import ipaddress
import re
from collections.abc import Collection

_LOCAL_HOST = re.compile(
    r"(localhost|127(\.[0-9]{1,3}){3}|\[::1\])\.?(:[0-9]{1,5})?", re.IGNORECASE
)
_PASSED_ON = frozenset({"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
_SHOWN = 100


def foreign_because(
    client: str | None, host: str, headers: Collection[str], gateway: str = ""
) -> str | None:
    """Why the request is not from this machine; None if it is.

    ``client`` is the address that it came from, ``headers`` are the names of its headers in lower
    case. What a proxy has passed on may come from anywhere. A container's own machine comes in at
    its network's ``gateway``, if that is trusted.
    """
    if client is None or not (_is_loopback(client) or _is_same(client, gateway)):
        return f"it came from {client or 'an unknown address'}"
    if not _LOCAL_HOST.fullmatch(host):
        return f"it was sent to {host[:_SHOWN]}"
    if passed := sorted(_PASSED_ON.intersection(headers)):
        return f"a proxy passed it on ({passed[0]})"
    return None


def is_own(client: str | None, server: str | None, headers: Collection[str]) -> bool:
    """Whether a request came from the very address of this machine at which it arrived."""
    is_direct = not _PASSED_ON.intersection(headers)
    return is_direct and client is not None and server is not None and _is_same(client, server)


def _is_loopback(address: str) -> bool:
    found = _address(address)
    return found is not None and found.is_loopback


def _is_same(address: str, other: str) -> bool:
    found = _address(address)
    return found is not None and found == _address(other)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address in ``text``, as IPv4 if it is one in the form of IPv6; None if it is none."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
