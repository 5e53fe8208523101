"""Keeps what is sent from reaching into the gym's own network.

Where a channel leads is what somebody typed in, and may be a name that means another address each
time it is looked up. So it is the connection itself that is checked, whichever library makes it and
wherever a redirect leads.
"""

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

_CONNECTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
"""All that the internet uses of IPv6 (RFC 4291, 2.4); what is beside it may lead anywhere."""


@dataclass(slots=True)
class Fence:
    """Whether a connection into the gym's own network was refused."""

    has_refused: bool = False


_fence: ContextVar[Fence | None] = ContextVar("fence", default=None)


@contextmanager
def only_public_addresses() -> Iterator[Fence]:
    """Within the block, connections of this thread or task to other addresses fail.

    The libraries that make them tell of that in their own ways, if at all; the fence does.
    """
    fence = Fence()
    before = _fence.set(fence)
    try:
        yield fence
    finally:
        _fence.reset(before)


def watch_connections() -> None:
    """Have connections checked from now on, for as long as the process lives."""
    sys.addaudithook(_check)


def is_public(host: str) -> bool:
    """Whether an IP address is one of the internet's; what is none is not."""
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        found = found.ipv4_mapped or found.sixtofour or found
    if isinstance(found, ipaddress.IPv6Address) and found not in _GLOBAL_UNICAST:
        return False
    return found.is_global and not found.is_multicast


def _check(event: str, arguments: tuple[object, ...]) -> None:
    fence = _fence.get() if event in _CONNECTS else None
    address = arguments[1] if fence else None
    if fence is None or address is None:  # what is connected was looked at when it was
        return
    host = address[0] if isinstance(address, tuple) and address else ""
    if not isinstance(host, str) or not is_public(host):
        fence.has_refused = True
        raise OSError("it leads into the gym's own network")
