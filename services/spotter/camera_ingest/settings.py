"""IngestSettings of camera_ingest, from SPOTTER_* variables."""

from pydantic import Field

from spotter.runtime.settings import ProcessSettings


class IngestSettings(ProcessSettings):
    """What holds for all stations of a process; each station's own is in the gym's YAML file."""

    frames_redis_url: str = Field(default="", description="the frames' server; empty: redis_url's")
    frames_kept_s: float = Field(default=10, gt=0, description="so much fits into a frame stream")
    max_side_px: int = Field(default=1280, ge=64, description="larger pictures are scaled down")
    jpeg_quality: int = Field(default=85, ge=1, le=100, description="100: hardly any loss")
    camera_timeout_s: float = Field(default=10, gt=0, description="bounds opening and each read")
    offline_after_s: float = Field(default=20, gt=0, description="so long without a frame")
    pipeline_backlog: int = Field(
        default=8, ge=1, description="frames that may wait when the pipeline sets the pace"
    )
