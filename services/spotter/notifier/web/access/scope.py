"""Whom somebody sees. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from spotter.notifier.live.pages.viewer import Whose
from spotter.wire.catalog.people import accounts
from spotter.wire.catalog.people.classes import ClassPlan


@dataclass(frozen=True, slots=True)
class Scope:
    """All of the gym, or what is named: by the ids of stations, members and classes."""

    is_everything: bool = False
    station_ids: frozenset[str] = frozenset()
    member_ids: frozenset[str] = frozenset()
    class_ids: frozenset[str] = frozenset()

    def sees(
        self, *, station_id: str | None = "", member_id: str | None = "", class_id: str | None = ""
    ) -> bool:
        """Whether something that happened at this station, to this member or in this class is seen.

        Being seen by one of them is enough: a member's own rep is theirs at any station.
        """
        return (
            self.is_everything
            or station_id in self.station_ids
            or member_id in self.member_ids
            or class_id in self.class_ids
        )

    def covers(self, whose: Whose) -> bool:
        """Whether something is seen, by whose it is."""
        return self.sees(
            station_id=whose.station_id, member_id=whose.member_id, class_id=whose.class_id
        )


EVERYTHING = Scope(is_everything=True)
"""All of the gym."""

_NOTHING = Scope()
_UNLIMITED = frozenset({accounts.Role.OWNER, accounts.Role.MANAGER})


def scope_of(whoever: accounts.Whoever, classes: Iterable[ClassPlan]) -> Scope:
    """Whom somebody sees; ``classes`` are those that a trainer is limited to, if any.

    A class is seen with its members, and with its stations.
    """
    given = whoever.scope
    if whoever.role in _UNLIMITED:
        return EVERYTHING
    if whoever.role is accounts.Role.MEMBER:
        return Scope(member_ids=_some(whoever.member_id))
    if whoever.role is accounts.Role.STATION:
        return Scope(station_ids=_some(whoever.station_id))
    if whoever.role is not accounts.Role.TRAINER:
        return _NOTHING
    if given.is_everybody:
        return EVERYTHING
    plans = tuple(classes)
    return Scope(
        station_ids=frozenset(given.station_ids).union(*(one.station_ids for one in plans)),
        member_ids=frozenset(given.member_ids).union(*(one.member_ids for one in plans)),
        class_ids=frozenset(given.class_ids),
    )


def _some(found: str) -> frozenset[str]:
    return frozenset({found}) if found else frozenset()
