"""What somebody may do."""

from typing import Annotated

from pydantic import Field

from spotter.notifier.views.models import View


class RightsView(View):
    """The rights of whoever asks."""

    rights: Annotated[
        list[str],
        Field(
            description="as `x-right` in the description of /api/v1; none without a catalog",
            examples=[["exercises:read"]],
        ),
    ]
