"""Prometheus metrics of the ledger."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class LedgerMetrics:
    """The ledger's metrics, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.reps = Counter(
            "spotter_catalog_ledger_reps", "Reps written to the ledger.", registry=registry
        )
        self.poses = Counter(
            "spotter_catalog_ledger_poses", "Reps whose poses were kept, too.", registry=registry
        )
        self.repeated = Counter(
            "spotter_catalog_ledger_repeated",
            "Verdicts that arrived once more and changed nothing, for example after a restart.",
            registry=registry,
        )
        self.set_aside = Counter(
            "spotter_catalog_ledger_set_aside",
            "Entries of the verdict stream that no row can hold; they are in unreadable_verdicts.",
            registry=registry,
        )
        self.behind = Gauge(
            "spotter_catalog_ledger_behind_entries",
            "Verdicts that are still to be written.",
            registry=registry,
        )
        self.behind_s = Gauge(
            "spotter_catalog_ledger_behind_seconds",
            "How long the oldest of these has been waiting, seconds.",
            registry=registry,
        )
        self.write_s = Histogram(
            "spotter_catalog_ledger_write_seconds",
            "Time to write a batch of verdicts, seconds.",
            buckets=_SECONDS,
            registry=registry,
        )
