"""Sessions."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictBool

from spotter.api.catalog.v1 import session_service_pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import (
    Given,
    Id,
    Name,
    OptionalId,
    StationId,
    TimeMs,
    milliseconds,
)
from spotter.wire.catalog.people.sessions import How, session_of


class NewSession(Given):
    """A session to begin now."""

    station_id: StationId
    member_id: UUID
    class_id: Annotated[UUID | None, Field(description="the class that it belongs to")] = None
    instead: Annotated[
        StrictBool, Field(description="end the sessions that are in the way, rather than refuse")
    ] = False


class SessionView(View):
    """A member at a station from a time to a time."""

    session_id: Id
    member_id: Id
    member_name: Name
    station_id: StationId
    class_id: OptionalId
    begun_ms: TimeMs
    begun_by: Annotated[str, Field(examples=["local"])]
    ended_ms: Annotated[int | None, Field(description="null: it is open")]
    ended_by: Annotated[str, Field(description="empty while it is open")]
    how: Annotated[How, Field(description="how the station learned who trains there")]
    consented_ms: Annotated[
        TimeMs, Field(description="when the member gave the consent that it began under")
    ]


class SessionBegun(View):
    """A new session, and those that were ended for it."""

    session: SessionView
    ended: list[SessionView]


def session_view(message: session_service_pb2.Session) -> SessionView:
    """The view of a session."""
    session = session_of(message)
    return SessionView(
        session_id=session.session_id,
        member_id=session.member_id,
        member_name=session.member_name,
        station_id=session.station_id,
        class_id=session.class_id or None,
        begun_ms=milliseconds(session.begun_us),
        begun_by=session.begun_by,
        ended_ms=None if session.ended_us is None else milliseconds(session.ended_us),
        ended_by=session.ended_by,
        how=session.how,
        consented_ms=milliseconds(session.consented_us),
    )
