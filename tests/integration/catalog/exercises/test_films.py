"""A trainer teaches a barbell by a film: real gRPC, Redis, database, pictures and processes."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import grpc
import pytest
import redis
from sqlalchemy import select

from spotter.api.catalog.v1 import film_service_pb2 as pb
from spotter.api.catalog.v1 import teaching_service_pb2
from spotter.api.catalog.v1.exercise_service_pb2 import GetExerciseRequest
from spotter.catalog.audit import Signature
from spotter.catalog.database.tables import AuditEntry
from spotter.catalog.films.rules import FilmRules
from spotter.catalog.pauses.changes import pause
from spotter.equipment.place import Place
from spotter.equipment.taught import Taught
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import EquipmentEnd, EquipmentKind, PoseSeries
from spotter.pictures.jpeg import encode_jpeg
from spotter.wire.catalog.exercises.films import FilmInfo, FilmState
from spotter.wire.catalog.exercises.teaching import series_messages
from spotter.wire.lessons.equipment_tracks import DrawnBox, FoundTrack
from spotter.wire.names import FILMED_STATIONS, film_key
from spotter.wire.references import exercise_from_bytes
from support.equipment.film_room import RunningFilmRoom, running_film_room
from support.equipment.filmed import EXERCISE, BarbellFilm, barbell_film
from support.equipment.played import play
from support.gyms.seen_at_station import see
from support.waiting import until

START_US = 1_764_000_000_000_000
RULES = FilmRules(silent_s=60.0, settles_s=0.2, fastest_hz=5.0, most_films=2)
"""Every second picture is kept, so that looking through them takes half as long."""
KEPT_EVERY = 2
HELD = EquipmentEnd.RIGHT
GONE = (
    "there is no such film: it was deleted, its hour is over, or Spotter was started anew; record "
    "it again"
)
INVALID, CONFLICT = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.FAILED_PRECONDITION


@pytest.fixture(scope="module")
def take() -> BarbellFilm:
    """Two curls with a barbell."""
    return barbell_film(2, who=1, seed=1, start_us=START_US)


@pytest.fixture
def room(redis_client: redis.Redis, redis_url: str, tmp_path: Path) -> Iterator[RunningFilmRoom]:
    redis_client.flushall()
    with running_film_room(redis_url, f"sqlite:///{tmp_path}/one.sqlite3", RULES) as running:
        yield running


def filmed(room: RunningFilmRoom, take: BarbellFilm, count: int | None = None) -> FilmInfo:
    """A film of the first pictures of the take, that has ended."""
    begun = room.begin()
    frames = range(len(take.pictures) if count is None else count)
    play(room.frames, "rack-1", take, frames)
    see(room.queue, "rack-1", take.poses)
    kept = (len(frames) + KEPT_EVERY - 1) // KEPT_EVERY
    until(lambda: len(room.film(begun.film_id).captured_us) == kept, what="all of the pictures")
    return room.end(begun.film_id)


def box_round(take: BarbellFilm, index: int, end: EquipmentEnd = HELD) -> DrawnBox:
    """What a trainer draws on the film's picture ``index``."""
    place = take.place(KEPT_EVERY * index, end)
    side_px = 2 * place.radius_px
    left_px, top_px = place.x_px - place.radius_px, place.y_px - place.radius_px
    return DrawnBox(end, index, left_px, top_px, side_px, side_px)


def error_radii(take: BarbellFilm, track: FoundTrack) -> float:
    """How far the track is from the truth at most."""
    return max(
        take.place(KEPT_EVERY * found.index, track.end).apart_radii(
            Place(found.x_px, found.y_px, found.radius_px)
        )
        for found in track.places
    )


def store(
    room: RunningFilmRoom, reps: tuple[PoseSeries, ...], film_id: str, author: str = "ida"
) -> str:
    """The id of the exercise that is made of reps and a film."""
    request = teaching_service_pb2.StoreRecordingRequest(
        reps=series_messages(reps), name=EXERCISE, author=author, film_id=film_id
    )
    return room.teaching.StoreRecording(request).exercise.exercise_id


def refused(call: Callable[[], object]) -> tuple[grpc.StatusCode, str]:
    with pytest.raises(grpc.RpcError) as caught:
        call()
    return caught.value.code(), str(caught.value.details())


def noted(room: RunningFilmRoom) -> list[tuple[str, str, str]]:
    with room.database.reading() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.no))
        return [(row.author, row.subject, row.what) for row in rows if row.kind == "station"]


def test_a_barbell_is_proposed_followed_corrected_and_becomes_part_of_the_exercise(
    room: RunningFilmRoom, take: BarbellFilm
) -> None:
    film = filmed(room, take)
    assert (film.state, film.problem) == (FilmState.RECORDED, "")
    assert film.captured_us == tuple(take.poses.captured_us[::KEPT_EVERY])

    proposed = room.propose(film.film_id)
    assert proposed.state is FilmState.RECORDED
    box = proposed.proposals[0]
    true = take.place(KEPT_EVERY * box.index, box.end or HELD)
    middle = box.x_px + box.width_px / 2, box.y_px + box.height_px / 2
    assert abs(middle[0] - true.x_px) + abs(middle[1] - true.y_px) < true.radius_px

    followed = room.follow(film.film_id, box_round(take, 8))
    assert (followed.state, followed.progress_ratio) == (FilmState.FOLLOWED, 1.0)
    (track,) = followed.tracks
    assert track.end is HELD
    assert len(track.places) > 0.8 * len(film.captured_us)
    assert error_radii(take, track) < 0.75

    corrected = room.follow(film.film_id, box_round(take, 8), box_round(take, 20))
    assert error_radii(take, corrected.tracks[0]) < 0.75

    reps = make_reference(EXERCISE, take.poses).reps
    exercise_id = store(room, reps, film.film_id)
    stored = exercise_from_bytes(
        room.exercises.GetExercise(GetExerciseRequest(exercise_id=exercise_id)).data
    )
    assert stored.equipment is not None
    assert stored.equipment.kind is EquipmentKind.BARBELL
    assert set(stored.equipment.taught) == {HELD}
    Taught.from_bytes(stored.equipment.taught[HELD])
    for rep in stored.references[0].reps:
        assert rep.equipment is not None
        seen = rep.equipment[:, HELD.index, 2] > 0
        assert 0.3 < seen.mean() <= 0.6  # every second pose has a picture
    assert room.frames.exists(film_key(film.film_id)) == 0
    assert refused(lambda: room.film(film.film_id))[0] is grpc.StatusCode.NOT_FOUND
    assert noted(room) == [
        ("ida", "rack-1", "began to keep its pictures, to teach with barbell"),
        ("ida", "rack-1", "ended a film"),
        ("ida", "rack-1", "deleted a film"),
    ]


def test_a_box_round_nothing_is_refused_and_says_what_helps(
    room: RunningFilmRoom, take: BarbellFilm
) -> None:
    film = filmed(room, take)
    nothing = room.follow(film.film_id, DrawnBox(HELD, 0, 5.0, 5.0, 30.0, 30.0))
    assert nothing.state is FilmState.REFUSED
    assert nothing.problem.startswith("what is in the box is clear in only ")
    assert "draw the box closely round the equipment" in nothing.problem
    assert room.measured("spotter_catalog_films_refused_total", why="not_learnt") == 1
    reps = make_reference(EXERCISE, take.poses).reps
    code, why = refused(lambda: store(room, reps, film.film_id))
    assert code is CONFLICT
    assert why.startswith("where the barbell is in the film is not known")
    assert "is too small" in room.follow(film.film_id, DrawnBox(HELD, 0, 5, 5, 3, 3)).problem


def test_pictures_are_sealed_among_the_frames_and_expire(
    room: RunningFilmRoom, take: BarbellFilm
) -> None:
    film = filmed(room, take, 6)
    pictures = [encode_jpeg(take.pictures[at]) for at in range(0, 6, KEPT_EVERY)]
    assert [room.picture(film.film_id, at) for at in range(3)] == pictures

    sealed = cast("dict[bytes, bytes]", room.frames.hgetall(film_key(film.film_id)))
    assert len(sealed) == 3
    for jpeg in pictures:
        for data in sealed.values():
            assert not data.startswith(b"\xff\xd8")
            assert jpeg[100:140] not in data
    assert 0 < room.frames.ttl(film_key(film.film_id)) <= 3600
    assert not room.queue.exists(film_key(film.film_id))
    assert room.measured("spotter_catalog_films") == 1
    assert room.measured("spotter_catalog_film_bytes") > sum(map(len, pictures))

    swapped = sealed[b"1"]
    room.frames.hset(film_key(film.film_id), "0", swapped)
    assert refused(lambda: room.picture(film.film_id, 0)) == (
        INVALID,
        "picture 0 of the film was changed by somebody else: record it again",
    )
    room.delete(film.film_id)
    assert not room.frames.exists(film_key(film.film_id))
    assert room.measured("spotter_catalog_films") == 0


def test_nobody_but_who_began_a_film_sees_it(room: RunningFilmRoom, take: BarbellFilm) -> None:
    film = filmed(room, take, 4)
    film_id = film.film_id
    asked: list[Callable[[], object]] = [
        lambda: room.film(film_id, "bo"),
        lambda: room.picture(film_id, 0, "bo"),
        lambda: room.delete(film_id, "bo"),
        lambda: room.films.EndFilm(pb.EndFilmRequest(film_id=film_id, author="bo")),
        lambda: room.films.ProposeBoxes(pb.ProposeBoxesRequest(film_id=film_id, author="bo")),
        lambda: store(room, make_reference(EXERCISE, take.poses).reps, film_id, "bo"),
        lambda: room.film(str(uuid.uuid4())),
    ]
    answers = {refused(call) for call in asked}
    assert answers == {
        (
            grpc.StatusCode.NOT_FOUND,
            GONE,
        )
    }
    assert room.picture(film_id, 0)


def test_without_consent_nothing_is_kept_and_with_it_the_station_says_so(
    room: RunningFilmRoom,
) -> None:
    assert refused(lambda: room.begin(agreed=False)) == (
        INVALID,
        "pictures are kept only if whoever is in them agrees: ask them, and say so",
    )
    assert noted(room) == []
    film = room.begin()
    assert room.queue.smembers(FILMED_STATIONS) == {b"rack-1"}
    assert 0 < room.queue.ttl(FILMED_STATIONS) <= 5
    room.end(film.film_id)
    until(lambda: not room.queue.exists(FILMED_STATIONS), what="that it says so no more")


def test_there_is_room_for_so_many_films_and_no_more(room: RunningFilmRoom) -> None:
    for station in ("rack-1", "rack-2"):
        room.begin(station)
    code, why = refused(lambda: room.begin("rack-3"))
    assert code is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert why.startswith("2 films are kept already, and there is room for no more")
    assert room.measured("spotter_catalog_films_refused_total", why="too_many") == 1


def test_whoever_films_a_station_again_is_done_with_the_film_before(room: RunningFilmRoom) -> None:
    earlier = room.begin("rack-1")
    room.begin("rack-1", author="bo")
    refused(lambda: room.begin("rack-2"))
    room.begin("rack-1")
    assert refused(lambda: room.film(earlier.film_id))[0] is grpc.StatusCode.NOT_FOUND


def test_what_cannot_begin_takes_no_earlier_film_away(room: RunningFilmRoom) -> None:
    earlier = room.begin()
    with room.database.writing() as session:
        pause(session, "rack-1", Signature("screen", 1))
    assert refused(room.begin)[0] is CONFLICT
    assert room.film(earlier.film_id).film_id == earlier.film_id


def test_what_is_still_recorded_cannot_be_taught(room: RunningFilmRoom) -> None:
    film = room.begin()
    follow = pb.FollowBoxesRequest(film_id=film.film_id, author="ida")
    assert refused(lambda: room.films.FollowBoxes(follow))[0] is INVALID
    propose = pb.ProposeBoxesRequest(film_id=film.film_id, author="ida")
    assert refused(lambda: room.films.ProposeBoxes(propose)) == (
        CONFLICT,
        "the film is still being recorded: end it first",
    )


def test_a_film_in_which_nobody_is_seen_is_refused_in_words(
    room: RunningFilmRoom, take: BarbellFilm
) -> None:
    begun = room.begin()
    play(room.frames, "rack-1", take, range(4))
    until(lambda: room.film(begun.film_id).captured_us, what="a picture")
    room.end(begun.film_id)
    refusal = room.propose(begun.film_id)
    assert (refusal.state, refusal.problem) == (
        FilmState.REFUSED,
        "nobody is seen in the film: film it again with all of the body in view",
    )
