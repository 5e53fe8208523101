"""Rendezvous hashing: spreads keys over the live members without a coordinator.

Thaler and Ravishankar, "Using name-based mappings to increase hit rates", 1998.
"""

from collections.abc import Collection
from hashlib import blake2b


def owner(key: str, members: Collection[str]) -> str | None:
    """The member that owns ``key``; None when there is no member.

    When a member leaves, only its own keys move; a new member gets an equal share of all keys.
    """
    return max(members, key=lambda member: (_weight(key, member), member), default=None)


def _weight(key: str, member: str) -> bytes:
    return blake2b(f"{member}\0{key}".encode(), digest_size=8).digest()
