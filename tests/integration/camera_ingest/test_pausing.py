"""A camera that may not film sends nothing, and leaves nothing."""

from pathlib import Path

import pytest

from spotter.pictures.jpeg import encode_jpeg
from spotter.pictures.video.reading import write_video
from spotter.wire.browser_pictures import BrowserPicture
from spotter.wire.names import STATION_SESSIONS, STATIONS, looking_key, paused_key
from spotter.wire.sessions import StationSession, StationSessions, station_sessions_bytes
from spotter.wire.stations import Status, station_from_bytes
from support.cameras.browser_calls import browser_call
from support.cameras.running_ingest import Ingest, ingesting, numbered_pictures, station
from support.waiting import until

OPEN = station_sessions_bytes(StationSessions((StationSession("s", "m", 1),)))
OVER = station_sessions_bytes(StationSessions((StationSession("s", "m", 1, 2),)))


@pytest.fixture
def video(tmp_path: Path) -> Path:
    write_video(tmp_path / "video.mp4", numbered_pictures(20), rate_hz=20)
    return tmp_path / "video.mp4"


def is_paused(ingest: Ingest, station_id: str = "rack-1") -> bool:
    return ingest.status(station_id) is Status.PAUSED


def test_a_paused_station_leaves_no_frame_until_it_is_resumed(
    tmp_path: Path, url: str, video: Path
) -> None:
    with ingesting(tmp_path, url, station("rack-1", video, loop=True)) as ingest:
        until(lambda: ingest.frames("rack-1"), what="frames")
        ingest.redis.set(paused_key("rack-1"), 1)
        until(lambda: is_paused(ingest), what="the pause")
        state = ingest.state("rack-1")
        assert state
        assert state.reason == "paused at its screen"
        until(lambda: not ingest.frames("rack-1"), what="no frame left")
        published = ingest.count("frames_published_total", "rack-1")

        ingest.redis.delete(paused_key("rack-1"))
        until(lambda: ingest.status("rack-1") is Status.LIVE, what="pictures again")
        assert ingest.count("frames_published_total", "rack-1") > published
        before = [Status.LIVE, Status.PAUSED, Status.CONNECTING, Status.LIVE]
        assert ingest.events("rack-1")[-4:] == before


def test_where_the_gym_wants_it_a_camera_films_only_while_somebody_has_checked_in_or_asks_to(
    tmp_path: Path, url: str, video: Path
) -> None:
    rack = station("rack-1", video, loop=True, films="sessions")
    with ingesting(tmp_path, url, rack) as ingest:
        until(lambda: is_paused(ingest), what="a camera that waits")
        assert ingest.frames("rack-1") == []
        ingest.redis.hset(STATION_SESSIONS, "rack-1", OPEN)
        until(lambda: ingest.frames("rack-1"), what="frames of a session")
        ingest.redis.hset(STATION_SESSIONS, "rack-1", OVER)
        until(lambda: is_paused(ingest) and not ingest.frames("rack-1"), what="its end")

        ingest.redis.set(looking_key("rack-1"), 1)
        until(lambda: ingest.frames("rack-1"), what="frames of somebody who is looked for")
        ingest.redis.delete(looking_key("rack-1"))
        until(lambda: is_paused(ingest) and not ingest.frames("rack-1"), what="their end")


def test_a_browser_of_a_paused_station_is_told_to_switch_its_camera_off(
    tmp_path: Path, url: str
) -> None:
    with ingesting(tmp_path, url, station("home-1", "browser")) as ingest:
        data = ingest.redis.hget(STATIONS, "home-1")
        assert isinstance(data, bytes)
        with browser_call(station_from_bytes(data).pictures_address, "home-1") as call:
            call.answer()
            ingest.redis.set(paused_key("home-1"), 1)
            while call.wanted is None or call.wanted.rate_hz:
                call.answer()
            assert call.wanted.reason == "paused at its screen"
            call.send(BrowserPicture(1, 0, encode_jpeg(numbered_pictures(1)[0])))
            assert call.answer() == 1
            assert ingest.frames("home-1") == []

            ingest.redis.delete(paused_key("home-1"))
            while not call.wanted.rate_hz:
                call.answer()
            call.send(BrowserPicture(2, 0, encode_jpeg(numbered_pictures(1)[0])))
            until(lambda: ingest.frames("home-1"), what="the frame after it")
