"""Whether a member's face is kept."""

from typing import Annotated

from pydantic import Field

from spotter.api.catalog.v1 import face_service_pb2 as pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import Given, TimeMs, milliseconds


class FaceAgreed(Given):
    """What a member agreed to."""

    agreement: Annotated[
        int,
        Field(strict=True, ge=1, le=1000, description="the number of the text, in docs/faces.md"),
    ]


class FaceEnrolment(View):
    """A member's face is looked at to be kept."""

    until_ms: TimeMs


class FaceView(View):
    """Whether a member's face is kept, and whether the gym recognises faces at all."""

    is_switched_on: bool
    kept_since_ms: Annotated[TimeMs | None, Field(description="null: it is not kept")]
    agreement: Annotated[int, Field(description="the text they agreed to; 0: it is not kept")]


def face_view(message: pb2.GetMemberFaceResponse) -> FaceView:
    """The view of a member's face."""
    return FaceView(
        is_switched_on=message.is_switched_on,
        kept_since_ms=milliseconds(message.made_us) if message.HasField("made_us") else None,
        agreement=message.agreement,
    )
