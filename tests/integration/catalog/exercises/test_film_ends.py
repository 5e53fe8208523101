"""Films that end by themselves: for want of pictures, when they are full, after an hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import grpc
import numpy as np
import pytest
import redis

from spotter.catalog.films.rules import SECOND_US, FilmRules
from spotter.pictures.jpeg import encode_jpeg
from spotter.wire.catalog.exercises.films import FilmInfo, FilmState
from spotter.wire.names import FILMED_STATIONS, film_key, frame_stream
from spotter.wire.poses.frames import Frame, frame_fields
from support.equipment.film_room import RunningFilmRoom, running_film_room
from support.processes.running_pose_worker import TRACE_ID
from support.waiting import until

RULES = FilmRules(most_pictures=30)
JPEG = encode_jpeg(np.full((48, 64, 3), 90, np.uint8))
BEGAN_S = 1_764_000_000


@dataclass
class Wall:
    """The wall clock, microseconds, which a test sets."""

    us: int = BEGAN_S * SECOND_US

    def __call__(self) -> int:
        return self.us

    def wait(self, seconds: float) -> None:
        """Let so much time pass."""
        self.us += round(seconds * SECOND_US)


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/one.sqlite3"


@pytest.fixture
def empty_url(redis_client: redis.Redis, redis_url: str) -> str:
    """The address of a server without anything in any database."""
    redis_client.flushall()
    return redis_url


@pytest.fixture
def room(empty_url: str, database_url: str, wall: Wall) -> Iterator[RunningFilmRoom]:
    with running_film_room(empty_url, database_url, RULES, wall) as running:
        yield running


def send(room: RunningFilmRoom, count: int, first: int = 0, width_px: int = 64) -> None:
    """Frames of the station, ten a second."""
    for number in range(first, first + count):
        captured_us = (BEGAN_S * 10 + number) * SECOND_US // 10
        fields = {**frame_fields(Frame("rack-1", captured_us, width_px, 48, TRACE_ID, JPEG))}
        room.frames.xadd(frame_stream("rack-1"), fields)  # type: ignore[arg-type] # dict is invariant


def kept(room: RunningFilmRoom, film: FilmInfo, count: int) -> FilmInfo:
    """The film when it has so many pictures."""
    until(lambda: len(room.film(film.film_id).captured_us) == count, what=f"{count} pictures")
    return room.film(film.film_id)


def why_not(room: RunningFilmRoom, film: FilmInfo, index: int) -> str:
    """Why there is no such picture."""
    with pytest.raises(grpc.RpcError) as caught:
        room.picture(film.film_id, index)
    return str(caught.value.details())


def test_a_station_without_pictures_is_named(room: RunningFilmRoom, wall: Wall) -> None:
    film = room.begin()
    wall.wait(RULES.silent_s)
    ended = room.done(film.film_id)
    assert (ended.state, ended.problem) == (
        FilmState.REFUSED,
        "rack-1 has sent no pictures: film it again when it is live",
    )
    until(lambda: not room.queue.exists(FILMED_STATIONS), what="that it says so no more")
    until(
        lambda: room.measured("spotter_catalog_films_refused_total", why="no_pictures") == 1,
        what="that it is counted",
    )


def test_a_station_that_goes_away_leaves_what_was_filmed(room: RunningFilmRoom, wall: Wall) -> None:
    film = room.begin()
    send(room, 5)
    kept(room, film, 5)
    wall.wait(RULES.silent_s)
    ended = room.done(film.film_id)
    assert (ended.state, ended.problem, len(ended.captured_us)) == (
        FilmState.RECORDED,
        "rack-1 sends no pictures: the film ended there",
        5,
    )
    send(room, 5, first=5)
    room.queue.delete(FILMED_STATIONS)
    until(lambda: room.queue.exists(FILMED_STATIONS), what="that its pictures are kept still")
    assert len(room.film(film.film_id).captured_us) == 5
    assert room.picture(film.film_id, 4) == JPEG
    room.delete(film.film_id)
    until(lambda: not room.queue.exists(FILMED_STATIONS), what="that they are kept no more")


def test_frames_from_before_it_began_and_of_another_size_are_not_kept(
    room: RunningFilmRoom,
) -> None:
    send(room, 5)
    film = room.begin()
    send(room, 3, first=5)
    send(room, 2, first=8, width_px=32)
    send(room, 2, first=10)
    filmed = kept(room, film, 5)
    assert (filmed.width_px, filmed.height_px) == (64, 48)
    first_us = filmed.captured_us[0]
    numbers = [(captured_us - first_us) // (SECOND_US // 10) for captured_us in filmed.captured_us]
    assert (first_us, numbers) == (BEGAN_S * SECOND_US + SECOND_US // 2, [0, 1, 2, 5, 6])


def test_a_film_that_is_full_ends_and_says_so(room: RunningFilmRoom, wall: Wall) -> None:
    film = room.begin()
    wall.wait(3)
    send(room, RULES.most_pictures + 5)
    full = room.done(film.film_id)
    assert (full.problem, len(full.captured_us)) == (
        "the film is full after 3 s: it ended there",
        RULES.most_pictures,
    )


def test_a_film_that_lasts_too_long_ends_and_says_so(room: RunningFilmRoom, wall: Wall) -> None:
    film = room.begin()
    for number in range(29):
        send(room, 1, first=number)
        kept(room, film, number + 1)
        wall.wait(RULES.longest_s / 29 + 0.01)
    assert room.done(film.film_id).problem == "a film lasts 120 s at most: it ended there"


def test_after_an_hour_a_film_is_deleted(room: RunningFilmRoom, wall: Wall) -> None:
    film = room.begin()
    send(room, 2)
    kept(room, film, 2)
    room.end(film.film_id)
    assert film.kept_until_us == wall.us + 3600 * SECOND_US
    wall.wait(3600)
    until(lambda: not room.frames.exists(film_key(film.film_id)), what="that it is deleted")
    assert why_not(room, film, 0).startswith("there is no such film: it was deleted, its hour is")


def test_what_an_earlier_process_left_cannot_be_read_and_is_deleted(
    empty_url: str, database_url: str, wall: Wall
) -> None:
    with running_film_room(empty_url, database_url, RULES, wall) as first:
        film = first.begin()
        send(first, 2)
        kept(first, film, 2)
        left = first.frames.dump(film_key(film.film_id))
    assert left is not None
    with running_film_room(empty_url, database_url, RULES, wall) as second:
        assert why_not(second, film, 0).endswith("Spotter was started anew; record it again")
        until(lambda: not second.frames.exists(film_key(film.film_id)), what="that it is deleted")


def test_a_picture_that_the_server_has_lost_is_said_in_words(room: RunningFilmRoom) -> None:
    film = room.begin()
    send(room, 2)
    kept(room, film, 2)
    room.end(film.film_id)
    room.frames.flushdb()
    assert why_not(room, film, 1) == (
        "picture 1 of the film is gone, as the server of frames is full or was restarted: record "
        "it again"
    )
