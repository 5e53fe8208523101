"""The metrics of checkin."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class CheckinMetrics:
    """All metrics of checkin, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.stations = Gauge(
            "spotter_checkin_stations",
            "Stations whose frames this process reads, since somebody there has asked.",
            registry=registry,
        )
        self.frames = Counter(
            "spotter_checkin_frames",
            "Frames at full size, by what became of them: read, or damaged (no intact JPEG).",
            ["outcome"],
            registry=registry,
        )
        self.codes = Counter(
            "spotter_checkin_codes",
            "Codes found in frames and reported, by what the catalog answered: known (a member's"
            " badge), unknown, refused, or away (it did not answer).",
            ["outcome"],
            registry=registry,
        )
        self.faces = Counter(
            "spotter_checkin_faces",
            "What faces led to: recognised (a member checked in), not_sure (they were asked to"
            " check in otherwise), refused (the catalog did not check them in), enrolled,"
            " not_enrolled.",
            ["outcome"],
            registry=registry,
        )
        self.read_s = Histogram(
            "spotter_checkin_read_seconds",
            "Time that one reader, codes or faces, takes for one frame.",
            ["reader"],
            buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5),
            registry=registry,
        )
