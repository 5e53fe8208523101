"""What the engine has to know of all stations at once, kept as they change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spotter.alerting.memory import StationMemory
from spotter.alerting.rules import Rules
from spotter.alerting.showing import budget, escalation
from spotter.alerting.showing.sharing import Sharing
from spotter.alerting.times import Times

Changed = tuple[StationMemory, StationMemory]
"""A station as it was, and as it is."""


@dataclass(frozen=True, slots=True)
class Overview:
    """When something is due at stations, and where alerts wait, call for trainers, or are shared.

    ``unanswered`` is when somebody is to be called out if no trainer is at the console.
    """

    due: Times = field(default_factory=Times)
    unanswered: Times = field(default_factory=Times)
    waiting: frozenset[str] = frozenset()
    sharing: Sharing = field(default_factory=Sharing)

    @classmethod
    def of(cls, stations: Iterable[StationMemory], rules: Rules) -> "Overview":
        """That of these stations."""
        all_of_them = [(StationMemory(one.station_id), one) for one in stations]
        return cls(sharing=Sharing().after(all_of_them)).after(all_of_them, rules)

    def after(self, changed: Sequence[Changed], rules: Rules) -> "Overview":
        """As it is after stations have changed, but for who shares which fault."""
        waits = {new.station_id for _, new in changed if budget.is_waiting(new)}
        gone = {old.station_id for old, _ in changed if budget.is_waiting(old)} - waits
        is_same = waits <= self.waiting and not gone
        return Overview(
            self.due.moved((new.station_id, old.due_us, new.due_us) for old, new in changed),
            self.unanswered.moved(
                (
                    new.station_id,
                    escalation.unanswered_until_us(old, rules),
                    escalation.unanswered_until_us(new, rules),
                )
                for old, new in changed
            ),
            self.waiting if is_same else (self.waiting - gone) | waits,
            self.sharing,
        )
