"""Prometheus metrics of equipment that is followed."""

from prometheus_client import CollectorRegistry, Counter, Histogram

_LOOKS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25)


class EquipmentMetrics:
    """What following equipment costs and finds, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.look_s = Histogram(
            "spotter_pose_worker_equipment_seconds",
            "Time to look for all ends of one person's equipment in one picture.",
            buckets=_LOOKS_S,
            registry=registry,
        )
        self.looks = Counter(
            "spotter_pose_worker_equipment_looks",
            "Ends of equipment looked for: each end of each person once a picture.",
            ["station"],
            registry=registry,
        )
        self.unseen = Counter(
            "spotter_pose_worker_equipment_unseen",
            "Of these, the ends that were not seen: hidden, lost, or not in the person's hands.",
            ["station"],
            registry=registry,
        )
        self.unusable = Counter(
            "spotter_pose_worker_equipment_unusable",
            "Taught equipment that could not be read; its stations work without.",
            registry=registry,
        )
        self.failures = Counter(
            "spotter_pose_worker_equipment_failures",
            "Looks for a person's equipment that failed; the pose was sent without it.",
            ["station"],
            registry=registry,
        )
        self.hands_look_s = Histogram(
            "spotter_pose_worker_hands_seconds",
            "Time of one look at somebody's hands, for a second opinion on what they hold.",
            buckets=_LOOKS_S,
            registry=registry,
        )
        self.hands_looks = Counter(
            "spotter_pose_worker_hands_looks",
            "Looks at hands for a second opinion, by what each said: held, empty or unknown.",
            ["station", "said"],
            registry=registry,
        )
        self.hands_failures = Counter(
            "spotter_pose_worker_hands_failures",
            "Of these, the looks that failed and said nothing.",
            ["station"],
            registry=registry,
        )
