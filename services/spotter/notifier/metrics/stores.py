"""The metrics of what the notifier reads from: Redis and the ledger."""

from prometheus_client import CollectorRegistry, Counter, Gauge

from spotter.notifier.live.keeping_up.ledger_delay import LedgerDelay
from spotter.notifier.live.keeping_up.storage import Storage


class StoreMetrics:
    """How full or late they are, and what in them cannot be read, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._memory_used_ratio = Gauge(
            "spotter_redis_memory_used_ratio",
            "Memory that Redis uses, as a part of its limit; 0 without a limit.",
            registry=registry,
        )
        self._refuses_writes = Gauge(
            "spotter_redis_refuses_writes",
            "1 while Redis stores nothing. memory: at its limit. disk: cannot be written to.",
            ["full"],
            registry=registry,
        )
        self._ledger_behind_s = Gauge(
            "spotter_ledger_behind_seconds",
            "How long the oldest verdict that the ledger lacks has been waiting, seconds; also "
            "while the catalog is away.",
            registry=registry,
        )
        self.unreadable = Counter(
            "spotter_notifier_entries_unreadable",
            "Redis entries that could not be decoded, by the expected kind.",
            ["kind"],
            registry=registry,
        )

    def show_storage(self, storage: Storage) -> None:
        """Show how much room Redis has left."""
        self._memory_used_ratio.set(storage.room.used_ratio)
        self._refuses_writes.labels("memory").set(storage.room.is_full)
        self._refuses_writes.labels("disk").set(not storage.writes_to_disk)

    def show_ledger(self, delay: LedgerDelay) -> None:
        """Show how far the ledger is behind."""
        self._ledger_behind_s.set(delay.behind_s)
