"""Pictures of films among the frames in Redis, sealed by keys that nobody else has."""

import os
from collections.abc import Iterator
from typing import cast

import redis
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from spotter.catalog.errors import CatalogError, UnknownError
from spotter.wire.names import FILM_PREFIX, film_key

_KEY_BITS = 256
_NONCE_BYTES = 12
_AT_ONCE = 50


class SealedPictures:
    """Each film has a key of its own (AES-GCM), which is in this process's memory alone.

    What is in Redis expires by itself, and cannot be read once this process has ended. Methods
    raise :class:`redis.RedisError`.
    """

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._keys: dict[str, AESGCM] = {}

    def begin(self, film_id: str) -> None:
        """Make a film's key."""
        self._keys[film_id] = AESGCM(AESGCM.generate_key(_KEY_BITS))

    def add(self, film_id: str, index: int, jpeg: bytes, left_s: int) -> int:
        """Keep a picture for ``left_s`` seconds at most; returns how many bytes that takes."""
        key = self._keys.get(film_id)
        if key is None:
            return 0  # deleted meanwhile
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + key.encrypt(nonce, jpeg, _place(film_id, index))
        pipeline = self._client.pipeline(transaction=True)
        pipeline.hset(film_key(film_id), str(index), sealed)
        pipeline.expire(film_key(film_id), left_s)
        pipeline.execute()
        return len(sealed)

    def picture(self, film_id: str, index: int) -> bytes:
        """A picture as it was. Raises :class:`CatalogError` if it is gone."""
        return self._opened(film_id, index, self._client.hget(film_key(film_id), str(index)))

    def pictures(self, film_id: str, count: int) -> Iterator[bytes]:
        """The first ``count`` pictures. Raises :class:`CatalogError` if one is gone."""
        for first in range(0, count, _AT_ONCE):
            indices = range(first, min(first + _AT_ONCE, count))
            found = cast(
                "list[bytes | None]", self._client.hmget(film_key(film_id), [*map(str, indices)])
            )
            for index, sealed in zip(indices, found, strict=True):
                yield self._opened(film_id, index, sealed)

    def delete(self, film_id: str) -> None:
        """Forget a film's key, by which its pictures are nothing any more, and then them."""
        self._keys.pop(film_id, None)
        self._client.delete(film_key(film_id))

    def delete_strangers(self) -> int:
        """Delete what an earlier process left, which nobody can read; returns how much that was."""
        found = [*self._client.scan_iter(match=f"{FILM_PREFIX}*")]
        known = {film_key(film_id).encode() for film_id in tuple(self._keys)}
        left = [key for key in found if key not in known]
        return self._client.delete(*left) if left else 0

    def _opened(self, film_id: str, index: int, sealed: object) -> bytes:
        key = self._keys.get(film_id)
        if key is None:
            raise UnknownError("the film was deleted: record it again")
        if not isinstance(sealed, bytes):
            raise CatalogError(
                f"picture {index} of the film is gone, as the server of frames is full or was "
                "restarted: record it again"
            )
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return key.decrypt(nonce, rest, _place(film_id, index))
        except InvalidTag:
            raise CatalogError(
                f"picture {index} of the film was changed by somebody else: record it again"
            ) from None


def _place(film_id: str, index: int) -> bytes:
    """What is sealed with a picture, so that it counts nowhere else."""
    return f"{film_id}:{index}".encode()
