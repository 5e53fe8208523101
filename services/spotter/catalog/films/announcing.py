"""Tells which stations' pictures are being kept, so that their screens can say so."""

from collections.abc import Iterable

import redis

from spotter.catalog.films.film import Film
from spotter.wire.names import FILMED_STATIONS, FILMED_STATIONS_EXPIRY_S


def announce(client: redis.Redis, films: Iterable[Film]) -> None:
    """Write the stations anew. Raises :class:`redis.RedisError`."""
    station_ids = sorted({film.station_id for film in films if film.keeps_pictures})
    pipeline = client.pipeline(transaction=True)
    pipeline.delete(FILMED_STATIONS)
    if station_ids:
        pipeline.sadd(FILMED_STATIONS, *station_ids)
        pipeline.expire(FILMED_STATIONS, FILMED_STATIONS_EXPIRY_S)
    pipeline.execute()
