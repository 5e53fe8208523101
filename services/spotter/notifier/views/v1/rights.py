"""What somebody may do."""

from typing import Annotated, Literal

from pydantic import Field

from spotter.notifier.views.models import View
from spotter.notifier.web.access.asking.whoever import Whoever


class MeView(View):
    """Whoever asks."""

    author: Annotated[str, Field(description="an account's id, or local", examples=["local"])]
    name: Annotated[str, Field(examples=["Ida"])]
    role: Literal["owner", "manager", "trainer", "member", "operator", "station"]
    member_id: Annotated[str | None, Field(description="of a member's account")]


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
    me: Annotated[MeView | None, Field(description="null: nobody has signed in")]
    problem: Annotated[
        str, Field(description="why it cannot be said now who asks; empty: it can", examples=[""])
    ]


def me_view(whoever: Whoever) -> MeView:
    """The view of whoever asks."""
    return MeView(
        author=whoever.author,
        name=whoever.name,
        role=whoever.role.value,
        member_id=whoever.member_id or None,
    )
