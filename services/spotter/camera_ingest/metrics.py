"""The metrics of camera_ingest."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class FrameMetrics:
    """What becomes of frames, and what they take, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.published = Counter(
            "spotter_ingest_frames_published",
            "Frames added to the station's stream.",
            ["station"],
            registry=registry,
        )
        self.dropped = Counter(
            "spotter_ingest_frames_dropped",
            "Frames left out, by reason: thinned (more than the station's frame_rate_hz), damaged"
            " (could not be decoded), late (more than 1 s behind the pace of camera or file),"
            " repeated (HLS segments that were played before the connection broke), redis (the"
            " frames' Redis did not accept it), trimmed (pushed out of the stream before a pose"
            " worker read it), skipped (by a browser whose encoder or connection was too slow),"
            " overtaken (newer pictures of a browser came before this machine took them), refused"
            " (what a browser sent is no picture of a station, or one too many).",
            ["station", "reason"],
            registry=registry,
        )
        self.encode_s = Histogram(
            "spotter_ingest_encode_seconds",
            "Time to scale a frame and encode it as JPEG.",
            buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1),
            registry=registry,
        )
        self.publish_s = Histogram(
            "spotter_ingest_publish_seconds",
            "Time to add a frame to its stream.",
            buckets=(0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.2, 1.0),
            registry=registry,
        )
        self.memory_used_ratio = Gauge(
            "spotter_ingest_frames_memory_used_ratio",
            "Memory that the frames' Redis uses, as a part of its limit, at which it drops whole"
            " stations; 0 without a limit, NaN while it does not answer.",
            registry=registry,
        )


class IngestMetrics:
    """All metrics of camera_ingest, in ``registry``: those of cameras, and of their ``frames``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.frames = FrameMetrics(registry)
        self.notices = Counter(
            "spotter_ingest_stream_notices",
            "What was assumed about the station's video or put right in it, by kind: opening (not"
            " in the usual way), track (one of several was chosen), rate (none is stated), size (it"
            " changed), jump (of the time stamps), repeat (a picture was shown through a gap in"
            " which nobody moves).",
            ["station", "kind"],
            registry=registry,
        )
        self.failures = Counter(
            "spotter_ingest_camera_failures",
            "Times the camera could not be opened or its stream broke off.",
            ["station"],
            registry=registry,
        )
        self.refused_calls = Counter(
            "spotter_ingest_refused_calls",
            "Calls without the token that processes share.",
            registry=registry,
        )
        self.live = Gauge(
            "spotter_ingest_station_live",
            "1 while the station's camera delivers frames.",
            ["station"],
            registry=registry,
        )
        self.delay_s = Gauge(
            "spotter_ingest_delay_seconds",
            "Time from a frame's capture until it is published, by which a camera that sends in"
            " bursts is let out evenly.",
            ["station"],
            registry=registry,
        )
        self.brightness = Gauge(
            "spotter_ingest_brightness",
            "The mean luma of the station's zone over 10 s, 0 (black) to 255 (white).",
            ["station"],
            registry=registry,
        )
