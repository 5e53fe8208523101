"""What stations can judge, as their processes say it in Redis."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

import redis

from spotter.wire.errors import WireError
from spotter.wire.names import STATIONS
from spotter.wire.stations import ANY_EXERCISE, Station, station_from_bytes


@dataclass(frozen=True, slots=True)
class StationAbilities:
    """The exercises ``here`` at stations that do not judge any, and those ``without_clock``.

    The capture times of the latter leave the clock.
    """

    here: Mapping[str, tuple[str, ...]]
    without_clock: frozenset[str]


def abilities(client: redis.Redis) -> StationAbilities:
    """What the running gym's stations can judge. Raises :class:`redis.RedisError`."""
    return abilities_of(cast("list[bytes]", client.hvals(STATIONS)))


def abilities_of(stored: Iterable[bytes]) -> StationAbilities:
    """The same of stored stations, as far as they can be read."""
    stations: list[Station] = []
    for data in stored:
        with suppress(WireError):
            stations.append(station_from_bytes(data))
    return StationAbilities(
        {one.station_id: here for one in stations if (here := _here(one))},
        frozenset(one.station_id for one in stations if one.leaves_clock),
    )


def _here(station: Station) -> tuple[str, ...]:
    if station.exercise:
        return (station.exercise,)
    return () if station.candidates == (ANY_EXERCISE,) else station.candidates
