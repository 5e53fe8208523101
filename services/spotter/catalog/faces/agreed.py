"""Who has just agreed, at which station, that their face is kept; in memory. Pure."""

from dataclasses import dataclass

KEPT_US = 60_000_000
AGREEMENT = 1
"""The number of the text that members agree to today: docs/faces.md has it."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A member's word at a station, valid until ``until_us``; times since the Unix epoch."""

    member_id: str
    agreement: int
    agreed_us: int
    author: str

    @property
    def until_us(self) -> int:
        """Until when pictures may become what is kept."""
        return self.agreed_us + KEPT_US


class Agreements:
    """The last word at each station; one that is older than a minute counts no more."""

    def __init__(self) -> None:
        self._agreed: dict[str, Agreed] = {}

    def note(self, station_id: str, agreed: Agreed) -> None:
        """Note that a member agreed."""
        self._agreed[station_id] = agreed

    def of(self, station_id: str, member_id: str, now_us: int) -> Agreed | None:
        """A member's word at a station, if it still counts."""
        found = self._agreed.get(station_id)
        if found is None or found.member_id != member_id:
            return None
        return found if found.agreed_us <= now_us <= found.until_us else None

    def forget_station(self, station_id: str) -> None:
        """Nobody enrols there any more."""
        self._agreed.pop(station_id, None)

    def forget_member(self, member_id: str) -> None:
        """That member has withdrawn."""
        kept = {one: found for one, found in self._agreed.items() if found.member_id != member_id}
        self._agreed = kept
