"""The gym itself."""

from datetime import date
from typing import Annotated

from pydantic import Field

from spotter.notifier.views.models import View


class GymDayView(View):
    """Which day it is in the gym."""

    today: Annotated[date, Field(examples=["2026-03-02"])]
    time_zone: Annotated[str, Field(examples=["Europe/Berlin"])]
