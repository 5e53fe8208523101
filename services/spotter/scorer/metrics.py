"""Prometheus metrics of the scorer."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class ScorerMetrics:
    """The scorer's metrics, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.verdicts = Counter(
            "spotter_scorer_verdicts",
            "Verdicts added, by outcome.",
            ["outcome"],
            registry=registry,
        )
        for outcome in ("good", "faulty", "unscorable"):
            self.verdicts.labels(outcome)
        self.repeated = Counter(
            "spotter_scorer_jobs_repeated",
            "Jobs whose rep already had a verdict, for example after a worker was killed.",
            registry=registry,
        )
        self.failures = Counter(
            "spotter_scorer_jobs_failed",
            "Job runs that failed. retried: the job will run again. dead: it became a dead letter.",
            ["fate"],
            registry=registry,
        )
        for fate in ("retried", "dead"):
            self.failures.labels(fate)
        self.waits = Counter(
            "spotter_scorer_waits",
            "Attempts to judge a rep before an earlier rep of the same person had its verdict. "
            "again: the rep waited. given_up: it was judged without that verdict.",
            ["fate"],
            registry=registry,
        )
        for fate in ("again", "given_up"):
            self.waits.labels(fate)
        self.dead_letters = Gauge(
            "spotter_scorer_dead_letters",
            "Failed jobs kept for somebody to look at.",
            registry=registry,
        )
        self.dropped = Counter(
            "spotter_scorer_reps_dropped",
            "Judged reps dropped before their time, as Redis had little room left.",
            registry=registry,
        )
        self.replayed = Counter(
            "spotter_scorer_reps_replayed",
            "Reps scored again in replays, which publish no verdicts.",
            registry=registry,
        )
        self.queued = Gauge(
            "spotter_scorer_queued_jobs", "Jobs waiting for a worker.", registry=registry
        )
        self.scoring_s = Histogram(
            "spotter_scorer_scoring_seconds",
            "Time to compare one rep with its reference, seconds.",
            buckets=_SECONDS,
            registry=registry,
        )
        self.delay_s = Histogram(
            "spotter_scorer_verdict_delay_seconds",
            "Time from the capture of a rep's last frame to its verdict, seconds.",
            buckets=_SECONDS,
            registry=registry,
        )
