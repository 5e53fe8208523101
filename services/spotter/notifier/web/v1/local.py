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


def foreign_because(client: str | None, host: str, headers: Collection[str]) -> str | None:
    """Why the request is not from this machine; None if it is.

    ``client`` is the address that it came from, ``headers`` are the names of its headers in lower
    case. What a proxy has passed on may come from anywhere.
    """
    if client is None or not _is_loopback(client):
        return f"it came from {client or 'an unknown address'}"
    if not _LOCAL_HOST.fullmatch(host):
        return f"it was sent to {host[:_SHOWN]}"
    if passed := sorted(_PASSED_ON.intersection(headers)):
        return f"a proxy passed it on ({passed[0]})"
    return None


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback
