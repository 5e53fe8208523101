"""How long after a rep's last frame a page has painted what it says."""

from collections.abc import Mapping
from typing import cast

import numpy as np
import redis

from bench.instruments.figures import Figure
from spotter.wire.names import VERDICT_FIELD, VERDICTS
from spotter.wire.verdicts import verdict_from_bytes


def waited_ms(client: redis.Redis, painted_ms: Mapping[str, float]) -> list[float]:
    """The waits of the reps whose ids are in ``painted_ms``, milliseconds since the Unix epoch."""
    entries = cast("list[tuple[bytes, dict[bytes, bytes]]]", client.xrange(VERDICTS))
    verdicts = [verdict_from_bytes(fields[VERDICT_FIELD]) for _, fields in entries]
    return [
        painted_ms[one.rep_id] - one.ended_us / 1000 for one in verdicts if one.rep_id in painted_ms
    ]


def latencies(name: str, waited: list[float]) -> list[Figure]:
    """Half of the waits were shorter than the first figure, 99 of a hundred than the second."""
    return [
        Figure(f"{name}, p{percent}", float(np.percentile(waited, percent)) / 1000, "s")
        for percent in (50, 99)
    ]
