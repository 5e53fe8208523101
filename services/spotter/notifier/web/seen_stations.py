"""The station that a route for programs or a screen names, and whether whoever asks may see it."""

from typing import Annotated

from fastapi import HTTPException, Path

from spotter.notifier.web.access.asking.whoever import Whoever

MAX_LENGTH = 200

StationName = Annotated[str, Path(max_length=MAX_LENGTH)]


def must_see_station(by: Whoever, station_id: str) -> None:
    """Raise :class:`HTTPException`, 404, for a station that is not seen."""
    if not by.scope.sees(station_id=station_id):
        raise HTTPException(404, "there is no such station, or none that you may see")
