"""Pictures reach checkin only from stations where somebody has asked: real Redis, real gRPC."""

from pathlib import Path

import pytest
import redis
from prometheus_client import CollectorRegistry

from spotter.camera_ingest.looked_at import LookedAt
from spotter.checkin.asked import AskedStations
from spotter.checkin.full_frames import FullFrames
from spotter.checkin.metrics import CheckinMetrics
from spotter.checkin.reader import Reader
from spotter.checkin.watching import Watching
from spotter.pictures.jpeg import encode_jpeg
from spotter.pictures.video.reading import write_video
from spotter.runtime.redis.connection import connect
from spotter.wire.names import full_frame_stream, looking_key
from spotter.wire.poses.frames import Frame, frame_fields
from support.cameras.running_ingest import ingesting, station
from support.checkin.recording_catalog import recording_catalog
from support.checkin.shown_codes import picture_with_code
from support.gyms.gym_in_redis import put_station
from support.processes.service_process import service_process
from support.waiting import until


class Seen:
    """A reader that notes which stations' frames it is given."""

    name = "seen"

    def __init__(self) -> None:
        self.frames: list[tuple[str, int]] = []
        self.forgotten: list[str] = []

    def read(self, station_id: str, bgr: object, captured_us: int) -> None:
        del bgr
        self.frames.append((station_id, captured_us))

    def forget(self, station_id: str) -> None:
        self.forgotten.append(station_id)


@pytest.fixture
def seen() -> Seen:
    return Seen()


def watching(client: redis.Redis, reader: Reader, name: str = "one") -> Watching:
    metrics = CheckinMetrics(CollectorRegistry())
    return Watching(AskedStations(client, name), FullFrames(client), [reader], metrics)


def put_full_frame(client: redis.Redis, station_id: str, captured_us: int, jpeg: bytes) -> None:
    frame = Frame(station_id, captured_us, 1280, 720, "0" * 32, jpeg)
    client.xadd(full_frame_stream(station_id), frame_fields(frame))  # type: ignore[arg-type]  # redis-py's types are invariant


def test_only_the_newest_frame_of_a_station_where_somebody_has_asked_is_read(
    redis_client: redis.Redis, seen: Seen
) -> None:
    jpeg = encode_jpeg(picture_with_code("a", 200))
    for station_id in ("rack-1", "rack-2"):
        put_station(redis_client, station_id)
        put_full_frame(redis_client, station_id, 1_000_000, jpeg)
        put_full_frame(redis_client, station_id, 2_000_000, jpeg)
    watch = watching(redis_client, seen)
    assert not watch.step()
    assert seen.frames == []
    redis_client.set(looking_key("rack-2"), b"", px=60_000)
    assert watch.step()
    assert seen.frames == [("rack-2", 2_000_000)]
    redis_client.delete(looking_key("rack-2"))
    put_full_frame(redis_client, "rack-2", 3_000_000, jpeg)
    assert not watch.step()
    assert seen.frames == [("rack-2", 2_000_000)]
    assert seen.forgotten == ["rack-2"]


def test_a_station_is_read_by_one_process_until_that_is_gone(
    redis_client: redis.Redis,
) -> None:
    put_station(redis_client, "rack-1")
    redis_client.set(looking_key("rack-1"), b"", px=60_000)
    first, second = (AskedStations(redis_client, name) for name in ("first", "second"))
    assert first.ours() == ("rack-1",)
    assert second.ours() == ()
    assert first.ours() == ("rack-1",)
    until(second.ours, what="the first process's claim to expire")
    assert first.ours() == ()


def test_a_damaged_frame_is_passed_over(redis_client: redis.Redis, seen: Seen) -> None:
    put_station(redis_client, "rack-1")
    redis_client.set(looking_key("rack-1"), b"", px=60_000)
    put_full_frame(redis_client, "rack-1", 1_000_000, b"\xff\xd8 no picture")
    assert watching(redis_client, seen).step()
    assert seen.frames == []


def test_while_redis_is_away_nobody_is_looked_at(redis_client: redis.Redis) -> None:
    looked_at = LookedAt(redis_client, ["rack-1"])
    redis_client.set(looking_key("rack-1"), b"", px=60_000)
    looked_at.step()
    assert "rack-1" in looked_at
    away = LookedAt(connect("redis://127.0.0.1:1", retries=0), ["rack-1"])
    away.step()
    assert "rack-1" not in away


def test_a_badge_held_to_a_camera_is_reported_only_once_somebody_has_asked(
    tmp_path: Path, url: str
) -> None:
    badge, bystander = picture_with_code("badge-of-anna", 150), picture_with_code("poster", 150)
    badge[:, 640 + 200 :] = bystander[:, 640 - 100 : 640 - 100 + 440]  # beyond the zone
    write_video(tmp_path / "a.mp4", [badge] * 10, rate_hz=10)
    zone = {"left": 0.0, "top": 0.0, "right": 0.6, "bottom": 1.0}
    racks = [station(name, "a.mp4", loop=True, zone=zone) for name in ("rack-1", "rack-2")]
    with (
        recording_catalog() as catalog,
        ingesting(tmp_path, url, *racks) as ingest,
        service_process("checkin", redis_url=url, catalog_address=catalog.address) as checkin,
    ):
        checkin.line("started")
        until(lambda: len(ingest.frames("rack-1")) > 10, what="frames of small size")
        assert ingest.redis.keys("full_frames:*") == []
        assert catalog.codes == []
        ingest.redis.set(looking_key("rack-1"), b"", px=60_000)
        until(lambda: catalog.codes, what="the badge")
        assert set(catalog.codes) == {("rack-1", "badge-of-anna")}
        assert ingest.frames("rack-1")[0].width_px == 640  # poses are estimated as before
        assert ingest.redis.keys("full_frames:*") == [b"full_frames:rack-1"]
        ingest.redis.delete(looking_key("rack-1"))
        until(lambda: not ingest.redis.keys("full_frames:*"), what="the pictures to go")
