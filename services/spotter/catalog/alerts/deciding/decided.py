"""What the engine has decided and nobody has written yet. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, field

from spotter.alerting.changes import Changes
from spotter.alerting.values import Alert, CallOut, ClassLine, Need, Presence, Silence
from spotter.wire.catalog.alerts.alerts import Cue


@dataclass(slots=True)
class Decided:
    """Changes one after the other, each thing as it is after the last, by its id."""

    is_flood: bool
    alerts: dict[str, Alert] = field(default_factory=dict)
    lines: dict[str, ClassLine] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    silences: dict[str, Silence] = field(default_factory=dict)
    presences: dict[str, Presence] = field(default_factory=dict)
    cues: dict[str, Cue] = field(default_factory=dict)
    calls_out: list[CallOut] = field(default_factory=list)
    pieces: set[str] = field(default_factory=set)

    def add(self, changes: Changes, *, calls: bool = True) -> None:
        """Add what was decided next; ``calls`` says whether anybody is to be reached for it."""
        self.is_flood = changes.is_flood
        self.alerts.update((one.alert_id, one) for one in changes.alerts)
        self.lines.update((one.line_id, one) for one in changes.lines)
        self.needs.update((one.station_id, one) for one in changes.needs)
        self.silences.update((one.silence_id, one) for one in changes.silences)
        self.presences.update((one.author, one) for one in changes.presences)
        self.pieces.update(changes.pieces)
        if calls:
            self.calls_out += changes.calls_out

    def add_missing(self, current: Changes) -> None:
        """Add what is open, as far as nothing has been decided about it."""
        self.alerts = {one.alert_id: one for one in current.alerts} | self.alerts
        self.lines = {one.line_id: one for one in current.lines} | self.lines

    @property
    def ids(self) -> tuple[str, ...]:
        """Those of the alerts and lines."""
        return *self.alerts, *self.lines

    @property
    def open_ids(self) -> set[str]:
        """Those of the alerts and lines that have not ended."""
        alerts = {one.alert_id for one in self.alerts.values() if one.is_open}
        return alerts | {one.line_id for one in self.lines.values() if not one.ended_us}

    def keep_only(self, wanted: Collection[str]) -> None:
        """Leave out alerts and lines whose id is not ``wanted``, and calls for them."""
        self.alerts = {key: one for key, one in self.alerts.items() if key in wanted}
        self.lines = {key: one for key, one in self.lines.items() if key in wanted}
        self.calls_out = [one for one in self.calls_out if one.alert_id in wanted]

    @property
    def is_shown(self) -> bool:
        """Whether there is something that others are told of."""
        shown = (self.alerts, self.lines, self.needs, self.silences, self.presences, self.cues)
        return any(shown)

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.is_shown or self.pieces or self.calls_out)
