"""What a station's own screen shows of people and alerts, besides its reps."""

from typing import Annotated

from pydantic import Field

from spotter.notifier.views.following_view import FollowingView
from spotter.notifier.views.models import Milliseconds, View
from spotter.notifier.views.words import Text

Name = Annotated[str, Field(description="as it is shown", examples=["Ida"])]


class ScreenSessionView(View):
    """Who trains here."""

    session_id: str
    first_name: Annotated[str, Field(description="others read the screen, too")]
    begun_ms: Milliseconds


class ScreenCueView(View):
    """A sentence that a trainer has sent."""

    cue_id: str
    text: Annotated[Text, Field(description="one of ours is in the language of the screen")]
    name: Name
    at_ms: Milliseconds


class CallView(View):
    """That somebody here has called a trainer."""

    alert_id: str
    at_ms: Milliseconds
    taken_by: Annotated[str | None, Field(description="who comes; null: nobody has taken it")]


class ScreenView(View):
    """One station's own screen."""

    station_id: str
    session: Annotated[ScreenSessionView | None, Field(description="null: nobody in particular")]
    following: Annotated[FollowingView | None, Field(description="their workout; null: none")]
    cues: Annotated[tuple[ScreenCueView, ...], Field(description="of the last minutes, in order")]
    call: Annotated[CallView | None, Field(description="the open one; null: there is none")]
    problem: Annotated[Text, Field(description="why no trainer can be called; empty: one can")]
