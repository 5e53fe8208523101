"""What whoever asks may see of what the catalog knows: all else is answered as if it were not."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from spotter.catalog_client.errors import UnknownError
from spotter.notifier.web.access.asking.whoever import Whoever

Item = TypeVar("Item")
Part = tuple[list[Item], str]
"""Items, and the cursor of the next part; empty: this was the last."""

_NONE = "there is none, or none that you may see"
_MOST_PARTS = 20
"""A part of a list may be empty although there are more."""


def must_see(
    by: Whoever,
    *,
    station_id: str | None = None,
    member_id: UUID | str | None = None,
    class_id: UUID | str | None = None,
) -> None:
    """Raise :class:`UnknownError` unless each of what is named is seen; None names nothing."""
    scope = by.scope
    are_seen = (
        station_id is None or scope.sees(station_id=station_id),
        member_id is None or scope.sees(member_id=str(member_id)),
        class_id is None or scope.sees(class_id=str(class_id)),
    )
    if not all(are_seen):
        raise UnknownError(_NONE)


def must_see_everything(by: Whoever) -> None:
    """Raise :class:`UnknownError` for somebody who sees a part of the gym only."""
    if not by.scope.is_everything:
        raise UnknownError(_NONE)


@contextmanager
def as_if_there_were_none(by: Whoever) -> Iterator[None]:
    """What is unknown is said in the same words as what may not be seen."""
    try:
        yield
    except UnknownError as error:
        if by.scope.is_everything:
            raise
        raise UnknownError(_NONE) from error


async def seen_part(
    ask: Callable[[str], Awaitable[Part[Item]]], cursor: str, is_seen: Callable[[Item], bool]
) -> tuple[list[Item], str | None]:
    """The next part of a list with something to see in it, and the cursor of the one after it."""
    for _ in range(_MOST_PARTS):
        items, cursor = await ask(cursor)
        seen = [item for item in items if is_seen(item)]
        if seen or not cursor:
            break
    return seen, cursor or None
