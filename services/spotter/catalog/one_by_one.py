"""Takes events one by one when something among them cannot be taken."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

import structlog

from spotter.catalog.errors import DatabaseError

_log = structlog.get_logger()


class Happened(Protocol):
    """Something that happened: its ``event``, and what belongs to it."""

    @property
    def event(self) -> object:
        """What happened."""


Event = TypeVar("Event", bound=Happened)


def take_each(happened: Iterable[Event], take: Callable[[Event], None], refusal: str) -> int:
    """Take each of them, passing over what fails: its cause is in it, and would come again.

    Logs ``refusal`` for each that was passed over, and returns how many were. Raises
    :class:`DatabaseError`, which is no event's fault.
    """
    passed_over = 0
    for one in happened:
        try:
            take(one)
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001 - see above
            passed_over += 1
            _log.error(refusal, kind=type(one.event).__name__, reason=repr(error))
    return passed_over
