"""What is recognised at a station while a member does their workout there. Pure."""

from collections.abc import Collection
from dataclasses import replace

from spotter.rep_segmenter.errors import SegmenterError
from spotter.wire.errors import WireError
from spotter.wire.sessions import StationSession, station_sessions_from_bytes
from spotter.wire.stations import Judged, Station


def open_session_in(data: bytes) -> StationSession | None:
    """The session of the member who is there; None in damaged sessions, as nobody trains then."""
    try:
        return station_sessions_from_bytes(data).open
    except WireError:
        return None


def for_member(
    station: Station | SegmenterError, session: StationSession | None, known: Collection[str]
) -> Station | SegmenterError:
    """The station with the exercises that its member has to do, as far as they have a reference.

    Without any of them it keeps its own; so it does where everybody is judged, since nobody knows
    there who the member is.

    >>> rack = Station("rack", "Rack", "", None, 25.0, candidates=("any",))
    >>> here = StationSession("s", "m", 0, exercises=("plank", "squat"))
    >>> for_member(rack, here, ["squat", "curl"]).exercise
    'squat'
    """
    if isinstance(station, SegmenterError) or station.judged is Judged.EVERYBODY:
        return station
    names = tuple(sorted({*session.exercises} & {*known})) if session else ()
    if not names:
        return station
    if len(names) == 1:
        return replace(station, exercise=names[0], candidates=())
    return replace(station, exercise="", candidates=names)
