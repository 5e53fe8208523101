"""What a browser that is a station's camera is told over its socket."""

from typing import Annotated

from pydantic import Field

from spotter.notifier.views.models import View
from spotter.notifier.views.v1.told_members import told_members
from spotter.notifier.views.words import Text
from spotter.wire.browser_pictures import WantedPictures


class WantedView(View):
    """The pictures that are wanted from now on."""

    rate_hz: Annotated[float, Field(description="pictures a second; 0: the camera is to be off")]
    max_side_px: Annotated[int, Field(description="the longer side, at most")]
    max_bytes: Annotated[int, Field(description="of a picture, at most")]
    reason: Annotated[Text, Field(description="why none are wanted, in words; else empty")]


class CameraAnswer(View):
    """How far the pictures have come."""

    taken: Annotated[int, Field(description="how many pictures of this socket have been taken")]
    wanted: Annotated[WantedView | None, Field(description="null: the same as before")]


def wanted_view(wanted: WantedPictures) -> WantedView:
    """The view of what camera_ingest wants."""
    return WantedView(
        rate_hz=wanted.rate_hz,
        max_side_px=wanted.max_side_px,
        max_bytes=wanted.max_bytes,
        reason=told_members(wanted.reason),
    )
