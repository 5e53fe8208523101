"""What stations know a member by."""

from typing import Annotated

from pydantic import Field

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.checkin.checkin import Number, Pin
from spotter.notifier.views.v1.fields import Given, Id, TimeMs, milliseconds


class PinWanted(Given):
    """A new PIN."""

    number: Annotated[
        Number | None, Field(description="null: the one they have, or the next free")
    ] = None
    pin: Annotated[Pin | None, Field(description="null: six digits at random")] = None


class PinGivenView(View):
    """The new PIN, which is shown this once."""

    number: str
    pin: str


class BadgeView(View):
    """A badge, without what its code says."""

    badge_id: Id
    made_ms: TimeMs
    shown_ms: Annotated[int | None, Field(description="null: never")]


class BadgeMade(View):
    """A new badge, which is shown this once."""

    badge: BadgeView
    text: Annotated[str, Field(description="what its code says")]
    picture: Annotated[str, Field(description="the code, an SVG as a data: address")]


class MemberKeysView(View):
    """A member's number and badges."""

    number: Annotated[str | None, Field(description="null: neither number nor PIN")]
    badges: list[BadgeView]


def badge_view(one: pb2.Badge) -> BadgeView:
    """The view of a badge."""
    return BadgeView(
        badge_id=one.badge_id,
        made_ms=milliseconds(one.made_us),
        shown_ms=milliseconds(one.shown_us) if one.HasField("shown_us") else None,
    )


def keys_view(found: pb2.GetMemberKeysResponse) -> MemberKeysView:
    """The view of what a member is known by."""
    return MemberKeysView(number=found.number or None, badges=list(map(badge_view, found.badges)))
