"""Learns of what kinds of things the catalog says that they have changed."""

import redis.asyncio

from spotter.notifier.readers.redis.replies import Fields, entries_after, newest_entries
from spotter.wire.names import CATALOG_CHANGES, CHANGE_ID, CHANGE_KIND

_BLOCK_MS = 500
_BATCH = 200


class CatalogChanges:
    """The stream of changes, from where it was read last. Raises :class:`redis.RedisError`."""

    def __init__(self, client: redis.asyncio.Redis) -> None:
        self._client = client
        self._last = b""

    async def begin(self) -> None:
        """Note where the stream is, if that is not known; before the catalog itself is asked."""
        if not self._last:
            newest = await newest_entries(self._client, CATALOG_CHANGES, 1)
            self._last = newest[0][0] if newest else b"0-0"

    async def kinds(self) -> set[str]:
        """The kinds that have changed since; waits up to half a second for one."""
        return {*await self.changed()}

    async def changed(self) -> dict[str, set[str]]:
        """The ids of what has changed since, by kind; waits up to half a second for one."""
        streams = {CATALOG_CHANGES.encode(): self._last}
        found = await entries_after(self._client, streams, count=_BATCH, block_ms=_BLOCK_MS)
        entries = [entry for _, some in found for entry in some]
        if entries:
            self._last = entries[-1][0]
        changed: dict[str, set[str]] = {}
        for _, fields in entries:
            kind, changed_id = (_text(fields, name) for name in (CHANGE_KIND, CHANGE_ID))
            changed.setdefault(kind, set()).add(changed_id)
        return changed


def _text(fields: Fields, name: bytes) -> str:
    return fields.get(name, b"").decode(errors="replace")
