"""What one page may be told. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose something is: it is about a station, a member, a class; empty: about none of them."""

    station_id: str = ""
    member_id: str = ""
    class_id: str = ""


WHOLE_GYM = Whose()
"""What is about nobody in particular, and no station."""


class Subject(Enum):
    """What a message is about, besides whose it is."""

    STATIONS = "stations"
    WHO_TRAINS = "who trains"
    ALERTS = "alerts"
    SCREEN = "screen"
    """What a station's own screen shows of people and alerts."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may get a message: who is told of its subject, and sees something of ``whose`` it is.

    Without those it is for everybody who is told of the subject. Whoever sees the station
    ``but_not`` as a whole is told in another way.
    """

    subject: Subject = Subject.STATIONS
    whose: frozenset[Whose] = frozenset()
    but_not: str = ""


EVERYBODY = Audience()


@dataclass(frozen=True, slots=True)
class Viewer:
    """One page: the subjects that it is told of, and what it ``sees``, by whose it is.

    ``whose_now`` says who trains at a station now: who sees them sees the station while they do,
    but nothing of those before and after them. Unless that ``is_fixed``, it may see other stations
    while it is away.
    """

    sees: Callable[[Whose], bool] = lambda _: True
    subjects: frozenset[Subject] = frozenset({Subject.STATIONS})
    whose_now: Callable[[str], Whose] = Whose
    is_fixed: bool = True

    def is_told(self, subject: Subject) -> bool:
        """Whether it is told of a subject."""
        return subject in self.subjects

    def sees_station(self, station_id: str) -> bool:
        """Whether it sees a station now: as a whole, or because of who trains there."""
        return self.sees(self.whose_now(station_id))

    def sees_whole(self, station_id: str) -> bool:
        """Whether it sees a station whoever trains there."""
        return self.sees(Whose(station_id))

    def sees_part(self, station_id: str) -> bool:
        """Whether it sees a station only because of who trains there now."""
        return self.sees_station(station_id) and not self.sees_whole(station_id)

    def belongs_to(self, audience: Audience) -> bool:
        """Whether it may get what is for that audience."""
        if audience.subject not in self.subjects:
            return False
        if audience.but_not and self.sees_whole(audience.but_not):
            return False
        return not audience.whose or any(map(self.sees, audience.whose))
