"""Faces at stations, from the first look to withdrawal: a real catalog, Redis and keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
import redis
from prometheus_client import CollectorRegistry

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.catalog.sessions.rules import SessionRules
from spotter.checkin.faces.kept import KeptFaces
from spotter.checkin.faces.reader import FaceReader
from spotter.checkin.faces.reports import FaceReports
from spotter.checkin.metrics import CheckinMetrics
from spotter.faces.deciding.enrolment import LOOKS
from spotter.faces.deciding.values import Rules
from spotter.faces.templates.keys import Keys, read_keys, write_keys
from spotter.wire.catalog.people.sessions import How
from support.checkin.coloured_faces import ANNA, BEN, NOBODY, STRANGER, ColourChain, picture_of
from support.processes.service_process import service_process
from support.records.people_catalog import REPS, PeopleCatalog, people_catalog

NETWORK = "colours"
STATION = "rack-1"
S_US = 1_000_000
Colour = tuple[int, int, int]


@dataclass
class Place:
    """A station with a camera, its checkin process, and the catalog."""

    catalog: PeopleCatalog
    key_file: Path
    kept: KeptFaces
    reader: FaceReader
    now_us: int = field(default=0)

    def shows(self, *colours: Colour, frames: int = 3, side_px: int = 120) -> None:
        for _ in range(frames):
            self.now_us += S_US
            self.reader.read(STATION, picture_of(*colours, side_px=side_px), self.now_us)

    def looks(self) -> None:
        """Somebody asks; what was seen for whoever asked before is forgotten."""
        self.reader.forget(STATION)
        self.catalog.checkins.look(STATION)

    def said(self) -> str:
        return self.catalog.checkins.standing(STATION).said

    def there(self) -> list[tuple[str, How]]:
        found = self.catalog.sessions.listed(station_id=STATION, only_open=True)
        return [(one.member_name, one.how) for one in found]

    def enrols(self, name: str, number: str, colour: Colour) -> str:
        member = self.catalog.members.add(name, REPS)
        self.catalog.checkins.set_pin(member.member_id, number, "271828")
        pin = pb2.ByPin(number=number, pin="271828")
        self.catalog.checkins.check_in(pb2.CheckInRequest(station_id=STATION, pin=pin))
        self.catalog.faces.begin_enrolment(STATION, 1)
        self.shows(colour, frames=LOOKS)
        assert "knows your face" in self.said()
        self.catalog.checkins.check_out(station_id=STATION)
        return member.member_id


@pytest.fixture
def place(redis_client: redis.Redis, tmp_path: Path) -> Iterator[Place]:
    key_file = tmp_path / "faces.keys"
    write_keys(key_file, Keys("2026", {"2026": bytes(32)}))
    url = f"sqlite:///{tmp_path}/catalog.sqlite3"
    with people_catalog(url, redis_client, SessionRules(faces=True)) as catalog:
        read = partial(read_keys, key_file)
        kept = KeptFaces(redis_client, catalog.faces.listed, read, NETWORK)
        reports = FaceReports(catalog.faces, CheckinMetrics(CollectorRegistry()))
        reader = FaceReader(redis_client, ColourChain(), Rules(), kept, read, NETWORK, reports)
        yield Place(catalog, key_file, kept, reader)


def test_members_who_agreed_come_in_by_their_faces_and_a_stranger_does_not(place: Place) -> None:
    place.enrols("Anna", "1042", ANNA)
    place.enrols("Ben", "1043", BEN)
    place.looks()
    place.shows(BEN)
    assert place.there() == [("Ben", How.FACE)]
    place.catalog.checkins.check_out(station_id=STATION)
    place.looks()
    place.shows(STRANGER, frames=15)
    assert place.there() == []
    assert place.said().startswith("Not sure who you are")


def test_two_faces_and_one_too_small_are_told_what_to_do(place: Place) -> None:
    place.enrols("Anna", "1042", ANNA)
    place.looks()
    place.shows(ANNA, BEN)
    assert place.said() == "One person at a time, please."
    place.shows(ANNA, side_px=40)
    assert place.said() == "Come closer."
    place.shows(NOBODY)
    assert place.there() == []
    place.shows(ANNA)
    assert place.there() == [("Anna", How.FACE)]


def test_the_face_of_somebody_who_withdrew_lets_nobody_in_not_even_in_the_middle_of_a_look(
    place: Place,
) -> None:
    anna = place.enrols("Anna", "1042", ANNA)
    place.looks()
    place.shows(ANNA, frames=2)
    assert [one.member_id for one in place.kept.templates()] == [anna]
    place.catalog.faces.withdraw(anna)
    place.shows(ANNA, frames=15)
    assert place.kept.templates() == ()
    assert place.there() == []
    assert place.said().startswith("Not sure who you are")


def test_once_nobody_is_looked_at_no_template_stays_in_memory(place: Place) -> None:
    place.enrols("Anna", "1042", ANNA)
    place.looks()
    place.shows(ANNA, frames=1)
    assert "_templates=" not in repr(place.kept)
    assert vars(place.kept)["_templates"]
    place.reader.forget(STATION)
    assert vars(place.kept)["_templates"] is None


def test_what_is_kept_is_sealed_by_the_current_key_and_opens_by_an_older_one(
    place: Place,
) -> None:
    place.enrols("Anna", "1042", ANNA)
    keys = read_keys(place.key_file).rotated("2027", bytes([1] * 32))
    write_keys(place.key_file, keys)
    place.enrols("Ben", "1043", BEN)
    assert [one.key_id for one in place.catalog.faces.listed()] == ["2026", "2027"]
    place.looks()
    place.shows(ANNA)
    assert place.there() == [("Anna", How.FACE)]
    place.reader.forget(STATION)
    write_keys(place.key_file, keys.only_current())
    assert len(place.kept.templates()) == 1


def test_without_the_networks_the_process_says_what_to_do_and_ends(
    redis_url: str, place: Place, tmp_path: Path
) -> None:
    settings = {"faces": True, "faces_key_file": place.key_file, "models_dir": tmp_path}
    address = place.catalog.address
    with service_process("checkin", redis_url=redis_url, catalog_address=address, **settings) as it:
        assert "spotter faces import" in it.line("cannot run")["reason"]
        assert it.wait() == 1
    with service_process("checkin", redis_url=redis_url, faces=True) as it:
        assert it.wait() == 2
        assert any("SPOTTER_FACES_KEY_FILE" in line["event"] for line in it.lines)
