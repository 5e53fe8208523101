"""What is wrong in the whole gym, in words. Pure."""

from dataclasses import dataclass, field

from spotter.notifier.live.keeping_up.ledger_delay import LedgerDelay
from spotter.notifier.live.keeping_up.storage import Storage
from spotter.runtime.redis.room import Room


def _endless() -> Storage:
    return Storage(Room(0, 0), writes_to_disk=True)


@dataclass(frozen=True, slots=True)
class GymNotice:
    """How much room is left, how far the ledger is behind, and why nothing new is known at all."""

    storage: Storage = field(default_factory=_endless)
    ledger: LedgerDelay = field(default_factory=LedgerDelay)
    outage: str = ""

    @property
    def words(self) -> str:
        """What keeps reps from being judged goes first; empty while all is well."""
        return self.outage or self.storage.problem or self.ledger.problem
