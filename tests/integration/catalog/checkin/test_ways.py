"""Ways to check in, and what is tried against them: real gRPC, databases and Redis."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.catalog.sessions.rules import SessionRules
from spotter.catalog_client.errors import (
    ConflictError,
    RefusedError,
    TooManyError,
    UnknownError,
    UnrecognisedError,
)
from spotter.wire.catalog.people.members import Member
from spotter.wire.catalog.people.sessions import How, Session
from support.records.people_catalog import REPS, PeopleCatalog, people_catalog

MINUTE_US = 60_000_000
PIN = "271828"


@pytest.fixture
def catalog(sqlite_url: str, redis_client: redis.Redis) -> Iterator[PeopleCatalog]:
    with people_catalog(sqlite_url, redis_client) as one:
        yield one


def member(catalog: PeopleCatalog, name: str = "Anna", number: str = "1042") -> Member:
    found = catalog.members.add(name, REPS)
    catalog.checkins.set_pin(found.member_id, number, PIN)
    return found


def by_pin(number: str = "1042", pin: str = PIN) -> pb2.ByPin:
    return pb2.ByPin(number=number, pin=pin)


def at_screen(catalog: PeopleCatalog, station_id: str, pin: pb2.ByPin) -> Session | None:
    return catalog.checkins.check_in(pb2.CheckInRequest(station_id=station_id, pin=pin))


def on_phone(catalog: PeopleCatalog, code: str, holder: pb2.Holder) -> Session | None:
    way = pb2.ByCode(code=code, holder=holder)
    return catalog.checkins.check_in(pb2.CheckInRequest(code=way))


def by_tag(catalog: PeopleCatalog, station_id: str, digits: str) -> Session | None:
    way = pb2.ByTag(digits=digits, holder=pb2.Holder(pin=by_pin()))
    return catalog.checkins.check_in(pb2.CheckInRequest(station_id=station_id, tag=way))


def who_is_at(catalog: PeopleCatalog, station_id: str) -> list[tuple[str, How]]:
    found = catalog.sessions.listed(station_id=station_id, only_open=True)
    return [(one.member_name, one.how) for one in found]


def test_the_screens_code_checks_in_whoever_has_signed_in_on_the_phone_or_types_a_pin(
    catalog: PeopleCatalog,
) -> None:
    anna, ben = member(catalog), member(catalog, "Ben", "1043")

    first = on_phone(
        catalog, catalog.checkins.code("rack-1").code, pb2.Holder(member_id=anna.member_id)
    )
    second = on_phone(catalog, catalog.checkins.code("rack-2").code, pb2.Holder(pin=by_pin("1043")))

    assert first is not None
    assert second is not None
    assert (first.station_id, first.how, first.consented_us) == (
        "rack-1",
        How.CODE,
        anna.consent.consented_us,
    )
    assert (second.member_id, second.station_id) == (ben.member_id, "rack-2")


def test_a_photographed_code_is_worth_nothing_a_minute_later(catalog: PeopleCatalog) -> None:
    anna, code = member(catalog), catalog.checkins.code("rack-1").code
    catalog.clock.now_us += MINUTE_US

    with pytest.raises(UnrecognisedError, match="the code is old"):
        on_phone(catalog, code, pb2.Holder(member_id=anna.member_id))
    assert who_is_at(catalog, "rack-1") == []


def test_a_code_counts_at_its_station_only(catalog: PeopleCatalog) -> None:
    anna, code = member(catalog), catalog.checkins.code("rack-1").code
    way = pb2.ByCode(code=code, holder=pb2.Holder(member_id=anna.member_id))

    with pytest.raises(UnrecognisedError, match="of another station"):
        catalog.checkins.check_in(pb2.CheckInRequest(station_id="rack-2", code=way))


def test_a_code_is_used_once_and_asked_again_by_whoever_used_it_says_the_same(
    catalog: PeopleCatalog,
) -> None:
    anna, ben = member(catalog), member(catalog, "Ben", "1043")
    code = catalog.checkins.code("rack-1").code
    held = pb2.Holder(member_id=anna.member_id)

    session = on_phone(catalog, code, held)
    assert on_phone(catalog, code, held) == session
    catalog.checkins.check_out(station_id="rack-1")
    for holder in (held, pb2.Holder(member_id=ben.member_id)):
        with pytest.raises(UnrecognisedError, match="used"):
            on_phone(catalog, code, holder)


def test_of_several_who_use_a_code_at_once_one_comes_in(
    database_url: str, redis_client: redis.Redis
) -> None:
    def come(one: Member) -> bool:
        try:
            return on_phone(catalog, code, pb2.Holder(member_id=one.member_id)) is not None
        except (UnrecognisedError, ConflictError):
            return False

    with people_catalog(database_url, redis_client) as catalog:
        members = [catalog.members.add(f"Member {number}", REPS) for number in range(8)]
        code = catalog.checkins.code("rack-1").code
        with ThreadPoolExecutor(len(members)) as threads:
            came = list(threads.map(come, members))

        assert came.count(True) == 1
        assert who_is_at(catalog, "rack-1") == [(f"Member {came.index(True)}", How.CODE)]


def test_number_and_pin_let_in_and_what_is_wrong_about_them_nobody_learns(
    catalog: PeopleCatalog,
) -> None:
    member(catalog)
    wrong = [by_pin(pin="000000"), by_pin("9999"), by_pin("9999", "000000")]
    said = set()
    for one in wrong:
        with pytest.raises(UnrecognisedError) as refused:
            at_screen(catalog, "rack-1", one)
        said.add(str(refused.value))

    assert len(said) == 1
    session = at_screen(catalog, "rack-1", by_pin())
    assert session is not None
    assert session.how is How.PIN


def test_pins_tried_over_forty_stations_are_five_tries_and_nobody_is_kept_out_for_good(
    catalog: PeopleCatalog,
) -> None:
    member(catalog)
    refused = []
    for number in range(40):
        with pytest.raises((UnrecognisedError, TooManyError)) as error:
            at_screen(catalog, f"rack-{number}", by_pin(pin=f"{number:06d}"))
        refused.append(error.type)

    assert refused == [UnrecognisedError] * 5 + [TooManyError] * 35
    with pytest.raises(TooManyError, match="try again in 30 s"):
        at_screen(catalog, "rack-1", by_pin())
    catalog.clock.now_us += MINUTE_US
    assert at_screen(catalog, "rack-1", by_pin()) is not None


def test_a_tag_opened_at_home_lets_nobody_in_without_the_digits_on_the_screen(
    catalog: PeopleCatalog,
) -> None:
    member(catalog)
    shown = catalog.checkins.code("rack-1").digits
    guessed = [f"{(int(shown) + 50 + step) % 100:02d}" for step in range(4)]

    for digits in ["", *guessed]:
        with pytest.raises(UnrecognisedError, match="the two digits are wrong"):
            by_tag(catalog, "rack-1", digits)
    with pytest.raises(TooManyError):
        by_tag(catalog, "rack-1", shown)
    catalog.clock.now_us += MINUTE_US
    session = by_tag(catalog, "rack-1", catalog.checkins.code("rack-1").digits)
    assert session is not None
    assert session.how is How.TAG


def test_a_badge_lets_in_where_somebody_has_asked_for_it_until_it_is_revoked(
    catalog: PeopleCatalog,
) -> None:
    anna = member(catalog)
    badge, text = catalog.checkins.add_badge(anna.member_id)

    with pytest.raises(ConflictError, match="nobody has asked to be recognised at rack-1"):
        catalog.checkins.report_code("rack-1", text)
    catalog.checkins.look("rack-1")
    assert not catalog.checkins.report_code("rack-1", "https://example.org/a-poster")
    assert catalog.checkins.report_code("rack-1", text)
    assert who_is_at(catalog, "rack-1") == [("Anna", How.BADGE)]
    catalog.checkins.check_out(station_id="rack-1")

    catalog.checkins.revoke_badge(anna.member_id, badge.badge_id)
    catalog.checkins.look("rack-1")
    assert not catalog.checkins.report_code("rack-1", text)
    assert catalog.checkins.standing("rack-1").said.startswith("this badge is not known")
    assert who_is_at(catalog, "rack-1") == []


def test_where_the_gym_wants_it_a_copied_badge_lets_nobody_in_without_its_members_pin(
    sqlite_url: str, redis_client: redis.Redis
) -> None:
    with people_catalog(
        sqlite_url, redis_client, rules=SessionRules(badge_needs_pin=True)
    ) as catalog:
        anna = member(catalog)
        member(catalog, "Mallory", "1043")
        catalog.checkins.set_pin(anna.member_id, pin="314159")
        _, text = catalog.checkins.add_badge(anna.member_id)
        catalog.checkins.look("rack-1")
        assert catalog.checkins.report_code("rack-1", text)
        assert catalog.checkins.standing("rack-1").awaits_pin
        assert who_is_at(catalog, "rack-1") == []

        with pytest.raises(UnrecognisedError):
            at_screen(catalog, "rack-1", by_pin("", PIN))
        session = at_screen(catalog, "rack-1", by_pin("", "314159"))
        assert session is not None
        assert (session.member_name, session.how) == ("Anna", How.BADGE)


def test_a_pin_that_comes_long_after_the_badge_is_no_failed_try_of_anybody(
    catalog: PeopleCatalog,
) -> None:
    for _ in range(6):
        with pytest.raises(UnrecognisedError, match="hold it to the camera again"):
            at_screen(catalog, "rack-1", by_pin("", PIN))


def test_a_member_who_checks_in_at_two_stations_is_at_the_second_only(
    catalog: PeopleCatalog,
) -> None:
    member(catalog)
    at_screen(catalog, "rack-1", by_pin())
    at_screen(catalog, "rack-2", by_pin())

    assert who_is_at(catalog, "rack-1") == []
    assert who_is_at(catalog, "rack-2") == [("Anna", How.PIN)]


def test_nobody_checks_in_where_somebody_else_is(catalog: PeopleCatalog) -> None:
    member(catalog)
    member(catalog, "Ben", "1043")
    at_screen(catalog, "rack-1", by_pin())

    with pytest.raises(ConflictError, match=r"^somebody else has checked in at rack-1"):
        at_screen(catalog, "rack-1", by_pin("1043"))
    assert who_is_at(catalog, "rack-1") == [("Anna", How.PIN)]


def test_a_gyms_own_system_says_who_came_and_went_and_when(catalog: PeopleCatalog) -> None:
    member(catalog)
    now_us = catalog.clock.now_us
    came_us, went_us = now_us - 9_123_000, now_us - 1_001_000
    way = pb2.ByGym(number="1042", at_us=came_us)
    request = pb2.CheckInRequest(station_id="rack-1", gym=way, author="turnstile")

    session = catalog.checkins.check_in(request)
    assert session is not None
    assert (session.begun_us, session.how, session.begun_by) == (came_us, How.GYM, "turnstile")
    assert catalog.checkins.check_out(number="1042", at_us=went_us)
    assert catalog.sessions.get(session.session_id).ended_us == went_us
    assert not catalog.checkins.check_out(number="1042")
    with pytest.raises(RefusedError, match="in the last 5 minutes"):
        catalog.checkins.check_out(number="1042", at_us=now_us - 6 * MINUTE_US)
    request.gym.number = "7"
    with pytest.raises(UnknownError):
        catalog.checkins.check_in(request)


def test_numbers_are_given_one_after_the_other_and_to_one_member_each(
    catalog: PeopleCatalog,
) -> None:
    anna, ben = catalog.members.add("Anna", REPS), catalog.members.add("Ben", REPS)
    number, pin = catalog.checkins.set_pin(anna.member_id)
    assert (number, len(pin)) == ("1001", 6)
    assert catalog.checkins.set_pin(ben.member_id)[0] == "1002"
    with pytest.raises(ConflictError, match="another member has the number 1001"):
        catalog.checkins.set_pin(ben.member_id, "1001")

    catalog.checkins.remove_pin(anna.member_id)
    assert catalog.checkins.keys(anna.member_id).number == ""
    with pytest.raises(UnrecognisedError):
        at_screen(catalog, "rack-1", by_pin(number, pin))


def test_an_erased_members_number_and_badge_are_gone(catalog: PeopleCatalog) -> None:
    anna = member(catalog)
    _, text = catalog.checkins.add_badge(anna.member_id)
    removed = dict(catalog.members.erase(anna.member_id).removed)

    assert (removed["PINs"], removed["badges"]) == (1, 1)
    catalog.checkins.look("rack-1")
    assert not catalog.checkins.report_code("rack-1", text)
