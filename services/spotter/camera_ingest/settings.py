"""The settings of camera_ingest, from SPOTTER_* variables."""

from pydantic import Field

from spotter.runtime.grpc.settings import GrpcSettings, reachable_host


class IngestSettings(GrpcSettings):
    """Settings for all stations of a process; the gym's YAML file has each station's own."""

    frames_redis_url: str = Field(
        default="", description="Redis for frames; empty: the one at redis_url"
    )
    gym_part: str = Field(
        default="",
        max_length=100,
        description="name of the part of the gym that this process serves, where several share it",
    )
    ingest_host: str = Field(
        default="127.0.0.1",
        description="where pictures of browsers that are a station's camera are received",
    )
    ingest_port: int = Field(default=0, ge=0, le=65535, description="0: a free port")
    ingest_advertised_host: str = Field(
        default="",
        description="host at which notifiers reach it; empty: ingest_host, or this machine's name "
        "where that is 0.0.0.0 or ::",
    )
    frames_kept_s: float = Field(
        default=3, gt=0, description="seconds of frames that a frame stream keeps"
    )
    max_side_px: int = Field(
        default=640,
        ge=64,
        description="larger pictures are scaled down, unless the station says otherwise (frame_px)",
    )
    jpeg_quality: int = Field(default=85, ge=1, le=100, description="100: almost lossless")
    camera_timeout_s: float = Field(
        default=10, gt=0, description="limit for opening and for each read"
    )
    offline_after_s: float = Field(
        default=20, gt=0, description="time without a frame until offline"
    )
    pipeline_backlog: int = Field(
        default=8, ge=1, description="frames that may wait when the pipeline sets the pace"
    )

    @property
    def reachable_host(self) -> str:
        """The host at which notifiers reach it."""
        return reachable_host(self.ingest_host, self.ingest_advertised_host)
