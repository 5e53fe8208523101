"""What is kept of faces, opened, while somebody is looked at."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import cast

import redis
import structlog

from spotter.faces.deciding.values import Template
from spotter.faces.errors import SealError
from spotter.faces.templates.keys import Keys
from spotter.faces.templates.sealing import SealedTemplate, opened
from spotter.wire.catalog.people.faces import SealedFace
from spotter.wire.names import FACES_CHANGED

_log = structlog.get_logger()


class KeptFaces:
    """The templates of all members who agreed, in memory only.

    They are read anew whenever the catalog says that they have changed, and dropped by
    :meth:`forget` once nobody is looked at. ``network`` names the network that is in use: what
    another has made is passed over.
    """

    def __init__(
        self,
        client: redis.Redis,
        listed: Callable[[], Iterable[SealedFace]],
        read_keys: Callable[[], Keys],
        network: str,
    ) -> None:
        self._client = client
        self._listed = listed
        self._read_keys = read_keys
        self._network = network
        self._version: bytes | None = None
        self._templates: tuple[Template, ...] | None = None

    def templates(self) -> tuple[Template, ...]:
        """Those that are kept now.

        Raises :class:`redis.RedisError`, the errors of catalog_client and :class:`KeyFileError`.
        """
        version = cast("bytes | None", self._client.get(FACES_CHANGED))
        if self._templates is None or version != self._version:
            self._templates = None
            keys = self._read_keys()
            self._templates = tuple(self._opened(keys))
            self._version = version
        return self._templates

    def forget(self) -> None:
        """Drop them."""
        self._templates = None

    def _opened(self, keys: Keys) -> Iterator[Template]:
        for face in self._listed():
            if face.network != self._network:
                continue
            try:
                yield opened(SealedTemplate(**asdict(face)), keys)
            except SealError as error:
                _log.warning("a face cannot be compared", reason=str(error))
