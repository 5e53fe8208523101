"""Coming to a station and leaving it."""

from typing import Annotated

from pydantic import Field

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import LATEST_MS, Given, Id, StationId, TimeMs, milliseconds
from spotter.notifier.views.v1.told_members import told_members
from spotter.notifier.views.words import Text
from spotter.wire.catalog.people.sessions import HOWS, How

Number = Annotated[
    str, Field(pattern=r"^[0-9]{1,12}$", description="the member's number", examples=["1042"])
]
Pin = Annotated[str, Field(pattern=r"^[0-9]{4,8}$", examples=["271828"])]


class PinGiven(Given):
    """What somebody types on a station's screen."""

    number: Annotated[
        Number | None, Field(description="null: the PIN after a badge that asks for it")
    ] = None
    pin: Pin


class BadgeGiven(Given):
    """What a badge says that was held to a screen."""

    text: Annotated[str, Field(min_length=1, max_length=200)]


class PhoneCheckin(Given):
    """What a phone sends: a code, or a station with the digits on its screen.

    Who holds it is whoever has signed in on it, or number and PIN say it.
    """

    code: Annotated[str, Field(max_length=400, description="from the screen")] = ""
    station_id: Annotated[StationId | None, Field(description="from the station's tag")] = None
    digits: Annotated[str, Field(pattern=r"^([0-9]{2})?$", description="from the screen")] = ""
    number: Number | None = None
    pin: Pin | None = None


class StationCalled(View):
    """What a station is called: by its name, or by its id if it has none or is not known."""

    name: Annotated[str, Field(examples=["Rack 1"])]


class GymMoment(Given):
    """What a gym's own system says of somebody who came or left."""

    number: Number
    at_ms: Annotated[
        int | None,
        Field(
            strict=True,
            ge=0,
            le=LATEST_MS,
            description="milliseconds since the Unix epoch, at most 5 minutes ago; null: now",
            examples=[1_764_460_800_123],
        ),
    ] = None


class StationCode(View):
    """What a station's screen shows for phones."""

    url: Annotated[str, Field(description="of the check-in page, with the code")]
    svg: Annotated[str, Field(description="the same as a QR code, an SVG element")]
    digits: Annotated[str, Field(description="for whoever opened the page by the station's tag")]
    expires_ms: Annotated[TimeMs, Field(description="when to ask for the next")]


class StationCheckin(View):
    """How the check-in at a station stands."""

    ways: Annotated[list[How], Field(description="that the gym has")]
    looking_until_ms: Annotated[
        int | None, Field(description="while its camera looks for members; null: it does not")
    ]
    awaits_pin: Annotated[bool, Field(description="a badge was read: its member's PIN is asked")]
    said: Annotated[Text, Field(description="to tell whoever is there; empty: nothing")]


class CheckedIn(View):
    """A session that began."""

    session_id: Id
    station_id: str
    first_name: Annotated[str, Field(examples=["Anna"])]
    how: How
    begun_ms: TimeMs
    left: Annotated[list[str], Field(description="stations at which they were until now")]


class SessionNamed(View):
    """Which session began or ended."""

    session_id: Annotated[str | None, Field(description="null: there was none to end")]


def standing_view(message: pb2.GetStationCheckinResponse) -> StationCheckin:
    """The view of how a check-in stands."""
    has_until = message.HasField("looking_until_us")
    return StationCheckin(
        ways=[HOWS.member(one) for one in message.ways],
        looking_until_ms=milliseconds(message.looking_until_us) if has_until else None,
        awaits_pin=message.awaits_pin,
        said=told_members(message.said),
    )


def checked_in_view(message: pb2.CheckInResponse) -> CheckedIn | None:
    """The view of a check-in; None: a PIN is waited for."""
    if not message.HasField("session"):
        return None
    begun = message.session
    return CheckedIn(
        session_id=begun.session_id,
        station_id=begun.station_id,
        first_name=first_name(begun.member_name),
        how=HOWS.member(begun.how),
        begun_ms=milliseconds(begun.begun_us),
        left=[one.station_id for one in message.ended],
    )


def first_name(name: str) -> str:
    """What a screen that others see calls a member.

    >>> first_name("Anna Schmidt")
    'Anna'
    """
    return name.split(maxsplit=1)[0]
