"""What somebody may do."""

from typing import Annotated, Literal

from pydantic import Field

from spotter.notifier.views.models import View


class RightsView(View):
    """The rights of whoever asks, and whether they can be used now."""

    rights: Annotated[
        list[str],
        Field(
            description="as `x-right` in the description of /api/v1; none without a catalog",
            examples=[["exercises:read"]],
        ),
    ]
    records: Annotated[
        Literal["there", "away", "none"],
        Field(description="whether the catalog answered last; none: there is no catalog"),
    ]
