"""The segmenter's settings."""

from pydantic import Field

from spotter.catalog_client.settings import CatalogClientSettings
from spotter.runtime.grpc.settings import reachable_host


class SegmenterSettings(CatalogClientSettings):
    """Read from ``SPOTTER_<NAME>`` in the environment."""

    segmenter_host: str = Field(default="127.0.0.1", description="where poses are received")
    segmenter_port: int = Field(default=0, ge=0, le=65535, description="0: a free port")
    segmenter_advertised_host: str = Field(
        default="",
        description="host at which pose workers reach it; empty: segmenter_host, or this machine's "
        "name where that is 0.0.0.0 or ::",
    )
    segmenter_streams: int = Field(
        default=256,
        ge=1,
        description="concurrent pose streams, at most; pose workers need one each",
    )
    segmenter_timeout_s: float = Field(
        default=2.0, gt=0, description="a segmenter without a heartbeat for longer counts as dead"
    )
    pose_log_length: int = Field(
        default=3600,
        ge=100,
        le=36_000,
        description="frames kept per station, at least; 3600: 120 s at 30 per second",
    )
    rep_expiry_s: int = Field(
        default=7 * 24 * 3600, gt=0, description="how long reps and dead letters are kept"
    )
    track_timeout_s: float = Field(
        default=5.0, gt=0, description="a person not seen for longer has left"
    )
    tracks_per_station: int = Field(
        default=8, gt=0, description="people followed at a station, at most"
    )
    stop_wait_s: float = Field(
        default=2.0, ge=0, description="how long a stop waits for the streams' last batches"
    )

    @property
    def reachable_host(self) -> str:
        """The host at which pose workers reach the segmenter."""
        return reachable_host(self.segmenter_host, self.segmenter_advertised_host)
