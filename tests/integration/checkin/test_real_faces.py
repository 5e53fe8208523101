"""The whole chain of faces on pictures of real people, from a camera to a session."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy

import cv2
import pytest
import redis

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.catalog.sessions.rules import SessionRules
from spotter.estimators.models.catalogue import ModelCache
from spotter.faces.detector import FaceDetector
from spotter.faces.models import DETECTOR, MANIFEST, WEIGHTS, network_path
from spotter.faces.templates.keys import Keys, write_keys
from spotter.pictures.video.reading import write_video
from spotter.wire.catalog.people.sessions import How
from spotter.wire.names import looking_key
from support.cameras.running_ingest import ingesting, station
from support.checkin.real_faces import (
    GROUPS,
    PACKAGE,
    Picture,
    Portrait,
    beside,
    brought,
    group_picture,
    networks,
    portraits,
)
from support.command_line import said, told
from support.networks.npm_registry import npm_package
from support.processes.service_process import warm_service
from support.records.people_catalog import REPS, PeopleCatalog, people_catalog
from support.waiting import until

PEOPLE_IN = (3, 3, 3, 4, 5, 4)


@pytest.fixture(scope="module")
def cache() -> ModelCache:
    return networks()


@pytest.fixture(scope="module")
def detector(cache: ModelCache) -> FaceDetector:
    return FaceDetector(cache.read(DETECTOR))


@pytest.fixture(scope="module")
def people(detector: FaceDetector) -> dict[str, Portrait]:
    return {
        f"{name}-{place}": one
        for name in GROUPS
        for place, one in enumerate(portraits(name, detector))
    }


def test_the_package_becomes_the_same_network_to_the_bit(cache: ModelCache, tmp_path: Path) -> None:
    folder = brought(PACKAGE, "npm ci")
    members = (MANIFEST.member, WEIGHTS.member)
    package = {one: (folder / one.removeprefix("package/")).read_bytes() for one in members}
    (tmp_path / "package.tgz").write_bytes(npm_package(package))
    copy(cache.path(DETECTOR), tmp_path)  # else it would be fetched
    assert "Ready" in said("faces", "import", f"{tmp_path}/package.tgz", "--folder", str(tmp_path))
    made = network_path(ModelCache(tmp_path)).read_bytes()
    assert made == network_path(cache).read_bytes()


def test_all_who_are_in_the_group_pictures_are_found_and_nothing_else(
    detector: FaceDetector,
) -> None:
    assert tuple(len(detector.find(group_picture(name))) for name in GROUPS) == PEOPLE_IN


def test_another_picture_of_a_face_is_within_the_limit_and_other_faces_are_not(
    people: dict[str, Portrait], tmp_path: Path
) -> None:
    """The second is smaller, darker and tilted; the limit is that of the rules, 0.5."""
    for name, one in people.items():
        (tmp_path / name).mkdir()
        pictures = (one.filmed(160), one.filmed(100, tilt_deg=8, light=0.7))
        for number, picture in enumerate(pictures):
            cv2.imwrite(str(tmp_path / name / f"{number}.png"), picture)

    figures = told("evaluate", "faces", str(tmp_path))
    assert (figures["people"], figures["pictures"]) == (22, 44)
    assert sum(figures["passed_over"].values()) <= 2
    same, different = figures["same"], figures["different"]
    assert same["pairs"] >= 20
    assert same["most"] < 0.4
    assert same["within_ratio"] == 1
    # One woman in two of the group pictures is, or is very like, the same: four pairs.
    assert different["pairs"] > 750
    assert different["within_ratio"] * different["pairs"] == pytest.approx(4)
    assert different["median"] > 0.7


class Gym:
    """A gym with a film at each station, its checkin process and its catalog."""

    def __init__(self, catalog: PeopleCatalog) -> None:
        self.catalog = catalog

    def looks(self, station_id: str) -> None:
        self.catalog.checkins.look(station_id)

    def said(self, station_id: str) -> str:
        return self.catalog.checkins.standing(station_id).said

    def tells(self, station_id: str, words: str) -> None:
        """Somebody asks there, and the screen says so."""
        self.looks(station_id)
        until(lambda: self._is_told(station_id, words), what=f"{words!r} at {station_id}")
        self.catalog.redis.delete(looking_key(station_id))

    def _is_told(self, station_id: str, words: str) -> bool:
        """Whether it says so; asks anew where it has given up meanwhile."""
        found = self.said(station_id)
        if found.startswith("Not sure") and not words.startswith("Not sure"):
            self.looks(station_id)
        return found.startswith(words)

    def there(self, station_id: str) -> list[tuple[str, How]]:
        found = self.catalog.sessions.listed(station_id=station_id, only_open=True)
        return [(one.member_name, one.how) for one in found]

    def enrols(self, name: str, station_id: str) -> str:
        member_id = self.catalog.members.add(name, REPS).member_id
        number, pin = self.catalog.checkins.set_pin(member_id)
        way = pb2.ByPin(number=number, pin=pin)
        self.catalog.checkins.check_in(pb2.CheckInRequest(station_id=station_id, pin=way))
        self.catalog.faces.begin_enrolment(station_id, 1)
        until(lambda: "knows your face" in self.said(station_id), what="the face to be kept")
        self.catalog.checkins.check_out(station_id=station_id)
        return member_id


@contextmanager
def gym(
    films: dict[str, Picture], cache: ModelCache, client: redis.Redis, url: str, folder: Path
) -> Iterator[Gym]:
    key_file = folder / "faces.keys"
    write_keys(key_file, Keys("2026", {"2026": bytes(32)}))
    for name, picture in films.items():
        write_video(folder / f"{name}.mp4", [picture] * 10, rate_hz=5)
    stations = [station(name, f"{name}.mp4", loop=True) for name in films]
    faces = {"faces": True, "faces_key_file": key_file, "models_dir": cache.folder}
    database = f"sqlite:///{folder}/catalog.sqlite3"
    with (
        people_catalog(database, client, SessionRules(faces=True)) as catalog,
        ingesting(folder, url, *stations),
        warm_service("checkin", redis_url=url, catalog_address=catalog.address, **faces) as it,
    ):
        it.line("started")
        yield Gym(catalog)


def test_who_agreed_is_known_when_they_come_again_and_nobody_else_is(
    cache: ModelCache,
    people: dict[str, Portrait],
    redis_client: redis.Redis,
    redis_url: str,
    tmp_path: Path,
) -> None:
    anna, ben, stranger = (people[one] for one in ("sample6-2", "sample4-2", "sample5-0"))
    films = {
        "desk": anna.filmed(160),
        "again": anna.filmed(110, tilt_deg=6, light=0.8),
        "stranger": stranger.filmed(160),
        "two": beside(anna, ben),
        "far": anna.filmed(38),
    }
    with gym(films, cache, redis_client, redis_url, tmp_path) as one:
        anna_id = one.enrols("Anna", "desk")
        one.looks("again")
        until(lambda: one.there("again"), what="Anna to be recognised")
        assert one.there("again") == [("Anna", How.FACE)]
        one.tells("two", "One person at a time")
        one.tells("far", "Come closer.")
        one.tells("stranger", "Not sure who you are")

        one.catalog.faces.withdraw(anna_id)
        one.catalog.checkins.check_out(station_id="again")
        one.tells("again", "Not sure who you are")
        assert [one.there(name) for name in films] == [[]] * len(films)
