"""When something happened of which a gym's own system tells. Pure."""

from spotter.catalog.errors import CatalogError

_OLDEST_US = 5 * 60 * 1_000_000
"""What is older was held back: sessions have gone on meanwhile."""
_AHEAD_US = 10 * 1_000_000
"""How far another system's clock may be ahead."""


def happened_us(said_us: int, now_us: int) -> int:
    """The time that was said (0: now), never later than now; microseconds since the Unix epoch.

    Raises :class:`CatalogError` for one more than 5 minutes ago or 10 s ahead.

    >>> happened_us(999_000_000, 1000_000_000), happened_us(1001_000_000, 1000_000_000)
    (999000000, 1000000000)
    """
    if said_us and not now_us - _OLDEST_US <= said_us <= now_us + _AHEAD_US:
        raise CatalogError(
            "expected a time in the last 5 minutes; "
            f"found one {(now_us - said_us) / 1e6:.3f} s ago, by the clock here"
        )
    return min(said_us or now_us, now_us)
