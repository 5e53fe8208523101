"""What a screen without a voice of its own has spoken."""

from typing import Annotated, Literal

from pydantic import Field

from spotter.movement.wording.alert_words import LONGEST_CUE
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import Given


class VoiceView(View):
    """The voice of the machine on which the notifier runs."""

    languages: Annotated[
        tuple[str, ...], Field(description="that it speaks; empty: there is none", examples=["de"])
    ]


class SentenceGiven(Given):
    """What the screen says now."""

    text: Annotated[
        str, Field(min_length=1, max_length=LONGEST_CUE, pattern=r"^[^\x00-\x1f\x7f]*$")
    ]
    language: Literal["en", "de"]
