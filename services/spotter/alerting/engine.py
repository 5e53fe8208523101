"""The engine of alerts: events in, changes out, in virtual time."""

from dataclasses import replace

from spotter.alerting.changes import Changes, changes_between, merged
from spotter.alerting.events import Event
from spotter.alerting.memory import GYM, Memory, State
from spotter.alerting.rules import Rules
from spotter.alerting.steps.acting import acted, found
from spotter.alerting.steps.due import next_due_us
from spotter.alerting.steps.settling import Settled, as_read, settled
from spotter.alerting.values import Alert


class Engine:
    """Decides which alerts there are, from events in the order in which they are taken.

    It goes on from ``memory`` as if it had never stopped. Time never goes back: an event that is
    older than the last one counts as happening then. What is due by the time of an event happens
    first, each at its own time, so the result does not depend on how often :meth:`advance` is
    called.

    Raises :class:`AlertingError` for pieces that are no memory.
    """

    def __init__(self, rules: Rules, memory: Memory) -> None:
        self._rules = rules
        self._settled = as_read(memory.state, rules)

    @property
    def memory(self) -> Memory:
        """All that lasts, as it is now."""
        names = (GYM, *self._settled.state.stations)
        return Memory({name: self.piece(name) for name in names})

    def piece(self, name: str) -> str:
        """One piece of the memory, as it is now: JSON, to store under its name.

        ``name`` is one of :attr:`Changes.pieces`.
        """
        return self._settled.state.piece(name)

    @property
    def next_due_us(self) -> int | None:
        """When :meth:`advance` is to be called next; None: nothing is to come by itself."""
        return self._due_us(self._settled)

    @property
    def changes(self) -> Changes:
        """All that is open, as a change: for whoever knows nothing yet. It calls nobody out."""
        state = self._settled.state
        found = changes_between(State(), state, state.stations)
        return replace(found, alerts=tuple(one for one in found.alerts if one.is_open), pieces=())

    def alert(self, alert_id: str) -> Alert:
        """An alert that is open, or has ended lately.

        Raises :class:`UnknownAlertError`.
        """
        return found(self._settled.state, alert_id)[1].alert

    def take(self, event: Event, now_us: int) -> Changes:
        """Take an event that happens now.

        Raises :class:`UnknownAlertError` for an alert that it does not know, and for a silence that
        is not on, and :class:`AlertingError` for what cannot be done; nothing has happened then.
        """
        before, changes = self._until(now_us)
        new = acted(event, _at(before.state, now_us), self._rules)
        self._settled = self._settle(before, new)
        return merged(changes, _changes(before, self._settled))

    def advance(self, now_us: int) -> Changes:
        """Do what is due by now: takings end, waiting alerts are shown, pages go out."""
        self._settled, changes = self._until(now_us)
        return changes

    def _until(self, now_us: int) -> tuple[Settled, Changes]:
        """The memory after all that is due by then, each at its time."""
        before, changes = self._settled, Changes(is_flood=self._settled.state.gym.is_flood)
        due_us = self._due_us(before)
        while due_us is not None and due_us <= now_us:
            after = self._settle(before, _at(before.state, due_us))
            changes = merged(changes, _changes(before, after))
            before, due_us = after, self._due_us(after)
        return before, changes

    def _settle(self, before: Settled, state: State) -> Settled:
        return settled(before, state, self._rules)

    def _due_us(self, now: Settled) -> int | None:
        return next_due_us(now.state, now.overview, self._rules)


def _changes(before: Settled, after: Settled) -> Changes:
    return changes_between(before.state, after.state, after.station_ids, after.calls_out)


def _at(state: State, now_us: int) -> State:
    gym = state.gym
    return replace(state, gym=replace(gym, now_us=max(gym.now_us, now_us)))
