"""What the scorer counts and measures."""

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
            "Jobs whose rep had a verdict already, as after a worker was killed.",
            registry=registry,
        )
        self.failures = Counter(
            "spotter_scorer_jobs_failed",
            "Executions of jobs that failed. retried: the job is tried again. dead: it is not, and "
            "became a dead letter.",
            ["fate"],
            registry=registry,
        )
        for fate in ("retried", "dead"):
            self.failures.labels(fate)
        self.waits = Counter(
            "spotter_scorer_waits",
            "Tries to judge a rep before an earlier one of its set. again: it was tried again. "
            "given_up: it was judged without the earlier one's verdict.",
            ["fate"],
            registry=registry,
        )
        for fate in ("again", "given_up"):
            self.waits.labels(fate)
        self.dead_letters = Gauge(
            "spotter_scorer_dead_letters",
            "Failed jobs that wait for someone to look at them.",
            registry=registry,
        )
        self.queued = Gauge(
            "spotter_scorer_queued_jobs", "Jobs that wait for a worker.", registry=registry
        )
        self.scoring_s = Histogram(
            "spotter_scorer_scoring_seconds",
            "Time that the comparison of one rep takes, seconds.",
            buckets=_SECONDS,
            registry=registry,
        )
        self.delay_s = Histogram(
            "spotter_scorer_verdict_delay_seconds",
            "Time from the capture of a rep's last frame to its verdict, seconds.",
            buckets=_SECONDS,
            registry=registry,
        )
