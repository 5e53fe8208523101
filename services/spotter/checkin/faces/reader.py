"""The reader of faces: enrols where a member has agreed, recognises elsewhere."""

from collections.abc import Callable
from typing import Protocol, cast

import numpy as np
import redis
import structlog
from numpy.typing import NDArray

from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.checkin.faces.enrolling import Enrolling
from spotter.checkin.faces.kept import KeptFaces
from spotter.checkin.faces.recognising import Recognising
from spotter.checkin.faces.reports import FaceReports
from spotter.faces.chain import DescribedFace
from spotter.faces.deciding.comparing import Sight
from spotter.faces.deciding.values import Rules
from spotter.faces.errors import FacesError
from spotter.faces.templates.keys import Keys
from spotter.wire.names import enrolling_key, looking_key

_log = structlog.get_logger()


class Chain(Protocol):
    """Describes the one face in a picture."""

    def look(self, bgr: NDArray[np.uint8]) -> DescribedFace | Sight:
        """The face in an (H, W, 3) uint8 picture, or why it is not described."""


class FaceReader:
    """Looks at frames of stations where somebody has asked, and keeps none of them."""

    name = "faces"

    def __init__(  # noqa: PLR0913, PLR0917 - what it works with
        self,
        client: redis.Redis,
        chain: Chain,
        rules: Rules,
        kept: KeptFaces,
        read_keys: Callable[[], Keys],
        network: str,
        reports: FaceReports,
    ) -> None:
        self._client = client
        self._chain = chain
        self._kept = kept
        self._reports = reports
        self._recognising = Recognising(rules, kept.templates, reports)
        self._enrolling = Enrolling(rules, read_keys, network, reports)
        self._stations: dict[str, bytes | None] = {}

    def read(self, station_id: str, bgr: NDArray[np.uint8], captured_us: int) -> None:
        """Take an (H, W, 3) uint8 frame into account. Raises :class:`redis.RedisError`."""
        keys = [looking_key(station_id), enrolling_key(station_id)]
        asked, member_id = cast("list[bytes | None]", self._client.mget(keys))
        if self._stations.get(station_id, asked) != asked:  # somebody has asked anew
            self._recognising.forget(station_id)
            self._reports.forget(station_id)
        self._stations[station_id] = asked
        seen = self._chain.look(bgr)
        try:
            if member_id:
                self._enrolling.see(station_id, member_id.decode(), seen, captured_us)
            else:
                self._enrolling.forget(station_id)
                self._recognising.see(station_id, seen, captured_us)
        except (CatalogAwayError, RefusedError, FacesError) as error:
            _log.warning("a face cannot be compared", station_id=station_id, reason=str(error))

    def forget(self, station_id: str) -> None:
        """Drop what is remembered of a station, and all templates once no station is left."""
        self._stations.pop(station_id, None)
        for part in (self._recognising, self._enrolling, self._reports):
            part.forget(station_id)
        if not self._stations:
            self._kept.forget()
