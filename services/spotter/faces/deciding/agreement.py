"""When several pictures in a row are sure enough of one member."""

from dataclasses import dataclass

from spotter.faces.deciding.comparing import Sight
from spotter.faces.deciding.values import Rules

Seen = Sight | str
"""What one picture shows; a text is a member's id."""


@dataclass(frozen=True, slots=True)
class NotSure:
    """Whoever stands there is asked to come in otherwise; ``last`` is what was seen last."""

    last: Sight


class Agreement:
    """What the pictures of one station said since somebody there asked.

    It decides once; afterwards it has nothing more to say until the place was empty: whoever comes
    then may be somebody else.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._begin()

    def _begin(self) -> None:
        self._member_id = ""
        self._times_us: list[int] = []
        self._undecided = 0
        self._has_decided = False

    def add(self, seen: Seen, captured_us: int) -> str | NotSure | None:
        """A member's id once enough pictures agree, :class:`NotSure` after too many, else None."""
        if self._has_decided:
            if seen is Sight.NOBODY:
                self._begin()
            return None
        decision = self._decision(seen, captured_us)
        self._has_decided = decision is not None
        return decision

    def _decision(self, seen: Seen, captured_us: int) -> str | NotSure | None:
        if isinstance(seen, str):
            return self._agreeing(seen, captured_us)
        self._times_us = []
        if seen is not Sight.NOBODY:
            self._undecided += 1
        return NotSure(seen) if self._undecided >= self._rules.give_up_after else None

    def _agreeing(self, member_id: str, captured_us: int) -> str | NotSure | None:
        if member_id != self._member_id:
            self._member_id, self._times_us = member_id, []
        self._times_us = [
            time_us
            for time_us in self._times_us
            if 0 < captured_us - time_us <= self._rules.within_us
        ]
        self._times_us.append(captured_us)
        if len(self._times_us) >= self._rules.agreeing:
            return member_id
        self._undecided += 1
        return NotSure(Sight.UNKNOWN) if self._undecided >= self._rules.give_up_after else None
