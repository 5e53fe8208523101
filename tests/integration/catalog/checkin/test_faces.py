"""What is kept of faces, and that it goes: real gRPC, databases and Redis."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import redis

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.catalog.audit import Signature
from spotter.catalog.database.care.backups import backup, restore
from spotter.catalog.database.opening import Database
from spotter.catalog.pauses.changes import pause
from spotter.catalog.sessions.rules import SessionRules
from spotter.catalog_client.errors import ConflictError, RefusedError
from spotter.wire.catalog.people.faces import FaceSight, SealedFace
from spotter.wire.catalog.people.members import Consent, Member
from spotter.wire.catalog.people.sessions import HOWS, How
from spotter.wire.names import FACES_CHANGED, enrolling_key, looking_key
from support.records.people_catalog import REPS, PeopleCatalog, people_catalog

MINUTE_US = 60_000_000
PIN = "271828"
SEALED = bytes(range(256)) * 10


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[PeopleCatalog]:
    with people_catalog(database_url, redis_client, SessionRules(faces=True)) as one:
        yield one


def anna_at(catalog: PeopleCatalog, station_id: str = "rack-1") -> Member:
    anna = catalog.members.add("Anna", REPS)
    catalog.checkins.set_pin(anna.member_id, "1042", PIN)
    by_pin(catalog, station_id)
    return anna


def by_pin(catalog: PeopleCatalog, station_id: str) -> None:
    way = pb2.ByPin(number="1042", pin=PIN)
    catalog.checkins.check_in(pb2.CheckInRequest(station_id=station_id, pin=way))


def face_of(member: Member, key_id: str = "2026") -> SealedFace:
    return SealedFace(member.member_id, key_id, "network-1", SEALED)


def enrolled(catalog: PeopleCatalog) -> Member:
    anna = anna_at(catalog)
    catalog.faces.begin_enrolment("rack-1", 1)
    catalog.faces.store("rack-1", face_of(anna))
    catalog.checkins.check_out(station_id="rack-1")
    return anna


def kept(catalog: PeopleCatalog) -> list[SealedFace]:
    return list(catalog.faces.listed())


def version(catalog: PeopleCatalog) -> int:
    return int(catalog.redis.get(FACES_CHANGED) or 0)


def test_a_member_who_agreed_is_enrolled_and_comes_in_by_their_face(catalog: PeopleCatalog) -> None:
    anna = anna_at(catalog)
    member_id, until_us = catalog.faces.begin_enrolment("rack-1", 1)
    assert member_id == anna.member_id
    assert until_us - catalog.clock.now_us == pytest.approx(MINUTE_US, abs=1000)
    assert catalog.redis.get(enrolling_key("rack-1")) == anna.member_id.encode()
    assert catalog.redis.ttl(enrolling_key("rack-1")) <= 60
    catalog.faces.store("rack-1", face_of(anna))
    assert kept(catalog) == [face_of(anna)]
    assert not catalog.redis.exists(enrolling_key("rack-1"), looking_key("rack-1"))
    assert "withdraw" in catalog.checkins.standing("rack-1").said
    assert list(catalog.checkins.standing("rack-1").ways)[-1] == HOWS.number(How.FACE)
    face = catalog.faces.of_member(anna.member_id)
    assert (face.agreement, face.is_switched_on) == (1, True)
    assert face.made_us is not None

    catalog.checkins.check_out(station_id="rack-1")
    with pytest.raises(ConflictError, match="asked to be recognised"):
        catalog.faces.check_in("rack-1", anna.member_id)
    catalog.checkins.look("rack-1")
    catalog.faces.check_in("rack-1", anna.member_id)
    (session,) = catalog.sessions.listed(only_open=True)
    assert (session.member_id, session.how) == (anna.member_id, How.FACE)
    with pytest.raises(ConflictError, match="not by their face"):
        catalog.faces.begin_enrolment("rack-1", 1)  # a face vouches for no face


def test_at_a_paused_station_nobody_is_asked_to_look_at_the_camera(catalog: PeopleCatalog) -> None:
    anna_at(catalog)
    with catalog.database.writing() as session:
        pause(session, "rack-1", Signature("screen", catalog.clock.now_us))
    with pytest.raises(ConflictError, match="paused"):
        catalog.faces.begin_enrolment("rack-1", 1)
    assert not catalog.redis.exists(enrolling_key("rack-1"), looking_key("rack-1"))


def test_nothing_is_kept_without_the_members_word_of_the_last_minute(
    catalog: PeopleCatalog,
) -> None:
    with pytest.raises(ConflictError, match="checked in"):
        catalog.faces.begin_enrolment("rack-1", 1)
    anna, ben = anna_at(catalog), catalog.members.add("Ben", REPS)
    with pytest.raises(ConflictError, match="just agreed"):
        catalog.faces.store("rack-1", face_of(anna))
    with pytest.raises(RefusedError, match="agreed to"):
        catalog.faces.begin_enrolment("rack-1", 2)
    catalog.faces.begin_enrolment("rack-1", 1)
    for station_id, member in (("rack-2", anna), ("rack-1", ben)):
        with pytest.raises(ConflictError, match="just agreed"):
            catalog.faces.store(station_id, face_of(member))
    catalog.clock.now_us += MINUTE_US + 1000
    with pytest.raises(ConflictError, match="just agreed"):
        catalog.faces.store("rack-1", face_of(anna))
    assert kept(catalog) == []


def test_who_comes_next_is_not_enrolled_as_who_agreed_and_left(catalog: PeopleCatalog) -> None:
    anna = anna_at(catalog)
    catalog.faces.begin_enrolment("rack-1", 1)
    catalog.checkins.check_out(station_id="rack-1")
    catalog.checkins.look("rack-1")
    assert not catalog.redis.exists(enrolling_key("rack-1"))
    with pytest.raises(ConflictError, match="just agreed"):
        catalog.faces.store("rack-1", face_of(anna))
    assert kept(catalog) == []


def test_who_withdraws_is_known_by_their_face_no_more_from_that_moment(
    catalog: PeopleCatalog,
) -> None:
    anna = enrolled(catalog)
    before = version(catalog)
    assert catalog.faces.withdraw(anna.member_id)
    assert version(catalog) > before
    assert kept(catalog) == []
    catalog.checkins.look("rack-1")
    with pytest.raises(ConflictError, match="known by their face"):
        catalog.faces.check_in("rack-1", anna.member_id)
    assert not catalog.faces.withdraw(anna.member_id)


def test_who_withdraws_while_their_face_is_looked_at_is_not_enrolled(
    catalog: PeopleCatalog,
) -> None:
    anna = anna_at(catalog)
    catalog.faces.begin_enrolment("rack-1", 1)
    catalog.faces.withdraw(anna.member_id)
    with pytest.raises(ConflictError, match="just agreed"):
        catalog.faces.store("rack-1", face_of(anna))


@pytest.mark.parametrize("how", ["erased", "left", "agreed to nothing"])
def test_nothing_is_kept_of_who_is_erased_has_left_or_agreed_to_nothing(
    catalog: PeopleCatalog, how: str
) -> None:
    anna = enrolled(catalog)
    before = version(catalog)
    match how:
        case "erased":
            erasure = catalog.members.erase(anna.member_id)
            assert dict(erasure.removed)["faces"] == 1
            assert version(catalog) > before
        case "left":
            catalog.members.leave(anna.member_id)
        case _:
            catalog.members.change_consent(anna.member_id, Consent())
    assert kept(catalog) == []


def test_a_face_is_sealed_anew_only_if_it_is_still_kept_as_it_was(catalog: PeopleCatalog) -> None:
    anna = enrolled(catalog)
    anew = replace(face_of(anna, "2027"), sealed=b"sealed anew")
    with pytest.raises(ConflictError, match="changed or was withdrawn"):
        catalog.faces.reseal(anew, b"something else")
    catalog.faces.reseal(anew, SEALED)
    assert kept(catalog) == [anew]
    catalog.faces.withdraw(anna.member_id)
    with pytest.raises(ConflictError, match="changed or was withdrawn"):
        catalog.faces.reseal(face_of(anna), anew.sealed)
    assert kept(catalog) == []


def test_the_screen_says_why_nobody_is_recognised(catalog: PeopleCatalog) -> None:
    with pytest.raises(ConflictError, match="asked to be recognised"):
        catalog.faces.report("rack-1", FaceSight.TOO_SMALL, is_final=False)
    catalog.checkins.look("rack-1")
    catalog.faces.report("rack-1", FaceSight.TOO_SMALL, is_final=False)
    assert catalog.checkins.standing("rack-1").said == "Come closer."
    catalog.faces.report("rack-1", FaceSight.UNKNOWN, is_final=True)
    assert catalog.checkins.standing("rack-1").said.startswith("Not sure who you are")


def test_a_gym_that_has_not_switched_it_on_knows_nobody_by_their_face(
    sqlite_url: str, redis_client: redis.Redis
) -> None:
    with people_catalog(sqlite_url, redis_client) as catalog:
        anna = anna_at(catalog)
        assert HOWS.number(How.FACE) not in catalog.checkins.standing("rack-1").ways
        with pytest.raises(ConflictError, match="SPOTTER_FACES"):
            catalog.faces.begin_enrolment("rack-1", 1)
        catalog.checkins.check_out(station_id="rack-1")
        catalog.checkins.look("rack-1")
        with pytest.raises(ConflictError, match="known by their face"):
            catalog.faces.check_in("rack-1", anna.member_id)


def test_what_was_withdrawn_is_in_no_backup_and_none_brings_it_back(
    database_url: str, redis_client: redis.Redis, tmp_path: Path
) -> None:
    monday, tuesday = tmp_path / "monday", tmp_path / "tuesday"
    with people_catalog(database_url, redis_client, SessionRules(faces=True)) as catalog:
        anna = enrolled(catalog)
        backup(catalog.database, monday, lambda *_: None)
        catalog.faces.withdraw(anna.member_id)
        backup(catalog.database, tuesday, lambda *_: None)
    assert SEALED[:64] in monday.read_bytes()
    assert SEALED[:64] not in tuesday.read_bytes()
    with closing(Database(database_url)) as database:
        restore(monday, database, lambda *_: None, aside=tmp_path / "aside", now_us=1)
    with people_catalog(database_url, redis_client, SessionRules(faces=True)) as catalog:
        assert kept(catalog) == []
        assert catalog.members.get(anna.member_id).name == "Anna"


@pytest.mark.parametrize("how", ["withdrawn", "erased", "left", "sealed anew"])
def test_what_is_kept_no_more_is_in_no_byte_of_the_file_its_log_and_redis(
    sqlite_url: str, redis_client: redis.Redis, how: str
) -> None:
    with people_catalog(sqlite_url, redis_client, SessionRules(faces=True)) as catalog:
        anna, file = enrolled(catalog), catalog.database.file
        assert file is not None
        files = [file, Path(f"{file}-wal"), Path(f"{file}-shm")]

        def is_in_a_file() -> bool:
            return any(SEALED[:64] in one.read_bytes() for one in files)

        assert is_in_a_file()
        match how:
            case "withdrawn":
                catalog.faces.withdraw(anna.member_id)
            case "erased":
                catalog.members.erase(anna.member_id)
            case "left":
                catalog.members.leave(anna.member_id)
            case _:
                catalog.faces.reseal(replace(face_of(anna, "2027"), sealed=b"anew"), SEALED)
        assert not is_in_a_file()
        assert redis_client.keys("*face*") == [FACES_CHANGED.encode()]
        assert version(catalog) > 0  # a number is all that it says
