"""An old gym becomes a new one: stations that are no longer described go, and the order is new."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import redis

from spotter.camera_ingest import former_stations
from spotter.pictures.video.reading import write_video
from spotter.runtime.redis.membership import server_time_s
from spotter.wire import names
from spotter.wire.stations import Station, station_bytes, station_from_bytes
from support.cameras.running_ingest import ingesting, numbered_pictures, station
from support.waiting import until


@pytest.fixture
def video(tmp_path: Path) -> Path:
    write_video(tmp_path / "video.mp4", numbered_pictures(4), rate_hz=10)
    return tmp_path / "video.mp4"


@pytest.fixture
def gym(redis_client: redis.Redis) -> Iterator[redis.Redis]:
    """Redis, empty before and after."""
    yield redis_client
    redis_client.flushdb()


def shown(gym: redis.Redis) -> dict[str, int]:
    """The announced stations and their places."""
    stored = cast("dict[bytes, bytes]", gym.hgetall(names.STATIONS))
    return {key.decode(): station_from_bytes(data).position for key, data in stored.items()}


def announce(gym: redis.Redis, station_id: str, *, part: str = "", frame_age_s: float) -> None:
    """Leave a station as another camera_ingest would, whose camera gave a frame a while ago."""
    other = Station(station_id, station_id, "squat", None, 15, position=1, part=part)
    gym.hset(names.STATIONS, station_id, station_bytes(other))
    gym.hset(names.STATION_STATES, station_id, b"state")
    gym.zadd(names.FRAMES_IN, {station_id: server_time_s(gym) - frame_age_s})
    gym.xadd(names.frame_stream(station_id), {"jpeg": b"picture"})


def test_stations_have_their_place_in_the_description(
    gym: redis.Redis, redis_url: str, tmp_path: Path, video: Path
) -> None:
    described = [station(name, video) for name in ("window", "bar", "attic")]
    with ingesting(tmp_path, redis_url, *described):
        assert shown(gym) == {"window": 1, "bar": 2, "attic": 3}


def test_a_station_that_is_no_longer_described_goes_with_its_state_and_frames(
    gym: redis.Redis, redis_url: str, tmp_path: Path, video: Path
) -> None:
    announce(gym, "old", frame_age_s=60)
    with ingesting(tmp_path, redis_url, station("rack-1", video)):
        until(lambda: shown(gym) == {"rack-1": 1}, what="the new gym alone")
        until(lambda: gym.zscore(names.GONE_STATIONS, "old"), what="the note for segmenters")
    assert not gym.hexists(names.STATION_STATES, "old")
    assert gym.zscore(names.FRAMES_IN, "old") is None
    assert not gym.exists(names.frame_stream("old"))


def test_stations_of_other_processes_stay(
    gym: redis.Redis, redis_url: str, tmp_path: Path, video: Path
) -> None:
    announce(gym, "live", frame_age_s=1)
    announce(gym, "of-another-part", part="annexe", frame_age_s=3600)
    announce(gym, "old", frame_age_s=60)
    with ingesting(tmp_path, redis_url, station("rack-1", video)):
        until(lambda: "old" not in shown(gym), what="the end of the old station")
        assert shown(gym).keys() == {"rack-1", "live", "of-another-part"}
        assert gym.exists(names.frame_stream("live"))


def test_a_station_whose_camera_was_live_a_moment_ago_goes_soon(
    gym: redis.Redis, redis_url: str, tmp_path: Path, video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(former_stations, "_SILENT_S", 3.0)
    announce(gym, "old", frame_age_s=0)
    with ingesting(tmp_path, redis_url, station("rack-1", video)):
        assert "old" in shown(gym)
        until(lambda: shown(gym) == {"rack-1": 1}, what="the new gym alone")


def test_a_station_that_is_described_again_is_gone_no_more(
    gym: redis.Redis, redis_url: str, tmp_path: Path, video: Path
) -> None:
    gym.zadd(names.GONE_STATIONS, {"rack-1": 1})
    with ingesting(tmp_path, redis_url, station("rack-1", video)):
        assert gym.zscore(names.GONE_STATIONS, "rack-1") is None
