"""One turn of the engine: events happen, and what is due. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from spotter.alerting.engine import Engine
from spotter.alerting.errors import AlertingError
from spotter.alerting.events import Event
from spotter.catalog.alerts.deciding.decided import Decided


@dataclass(frozen=True, slots=True)
class Happened:
    """An event at a time, microseconds since the Unix epoch.

    Of one that ``is_old`` nobody is told what is over by now, and nobody is called.
    """

    event: Event
    at_us: int
    is_old: bool = False


def turn(
    engine: Engine, happened: Iterable[Happened], decided: Decided, now_us: int | None
) -> list[AlertingError]:
    """Add to ``decided`` what these events change, and what is due by ``now_us``, if it is given.

    Returns what the engine refused.
    """
    refused = []
    for one in happened:
        try:
            decided.add(engine.take(one.event, one.at_us), calls=not one.is_old)
        except AlertingError as error:
            refused.append(error)
    if now_us is not None:
        decided.add(engine.advance(now_us))
    return refused
