"""What is tried at a check-in by whoever can send anything to the page's address."""

import re

import httpx
import pytest

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.checkins import Checkins
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire import names
from spotter.wire.catalog.people.accounts import Role
from support.access.closed_gym import ClosedGym
from support.gyms.gym_in_redis import put_station

OK, CREATED, UNKNOWN, FORBIDDEN, MISSING, NOT_ALLOWED = 200, 201, 401, 403, 404, 405
CONFLICT, UNSUPPORTED, UNPROCESSABLE = 409, 415, 422
RACKS = tuple(f"rack-{number}" for number in range(1, 8))


@pytest.fixture(scope="module", autouse=True)
def _stations(gym: ClosedGym) -> None:
    for name in RACKS:
        put_station(gym.gym.client, name)


@pytest.fixture(scope="module")
def manager(gym: ClosedGym) -> httpx.Client:
    return gym.joined("Mona", Role.MANAGER)


def member(gym: ClosedGym, name: str) -> tuple[str, str, str]:
    """A member's id, number and PIN."""
    member_id = gym.gym.add_member(name)
    with CatalogChannel(gym.gym.catalog_address, GrpcSecurity()) as channel:
        return member_id, *Checkins(channel).set_pin(member_id)


def code_of(screen: httpx.Client, station_id: str) -> dict[str, str]:
    """What a phone sends that has read the screen's code."""
    url = screen.get(f"/stations/{station_id}/checkin/code").json()["url"]
    found = re.search(r"code=(.+)", url)
    assert found
    return {"station_id": station_id, "code": found[1]}


def at(gym: ClosedGym, station_id: str) -> list[str]:
    found = gym.gym.sessions.listed(station_id=station_id, only_open=True)
    return [one.member_name for one in found]


def test_no_refusal_on_a_phone_says_what_was_wrong(gym: ClosedGym, manager: httpx.Client) -> None:
    screen, _ = gym.screen(manager, "rack-1")
    _, number, pin = member(gym, "Ada")
    code, phone = code_of(screen, "rack-1"), gym.browser()
    digits = screen.get("/stations/rack-1/checkin/code").json()["digits"]
    others = f"{(int(digits) + 50) % 100:02d}"
    wrong = [
        code | {"number": "999999", "pin": pin},
        code | {"number": number, "pin": "000001"},
        code,
        {"station_id": "rack-1", "digits": others, "number": number, "pin": pin},
        {"station_id": "rack-1", "digits": digits, "number": "999998", "pin": pin},
    ]
    answers = [phone.post("/checkin", json=one) for one in wrong]
    assert [one.status_code for one in answers] == [UNKNOWN] * 5
    said = [one.json()["detail"] for one in answers]
    by_code, by_tag = "the number or the PIN is", "the number, the PIN or the two digits are"
    assert said == [f"{by_code} wrong"] * 3 + [f"{by_tag} wrong"] * 2
    assert "set-cookie" not in answers[0].headers
    elsewhere = code | {"station_id": "rack-2", "number": number, "pin": pin}
    assert phone.post("/checkin", json=elsewhere).status_code == UNKNOWN
    assert phone.post("/checkin", json=code | {"number": number, "pin": pin}).status_code == OK
    assert at(gym, "rack-1") == ["Ada"]


def test_who_makes_up_a_station_is_not_told_which_there_are(gym: ClosedGym) -> None:
    tag = {"station_id": "rack-77", "digits": "42", "number": "1042", "pin": "271828"}
    for asked in (tag, tag | {"code": "made-up"}):
        refused = gym.browser().post("/checkin", json=asked)
        assert (refused.status_code, "rack-1" in refused.text) == (UNPROCESSABLE, False)


def test_a_link_that_is_opened_or_previewed_checks_nobody_in_and_uses_no_code(
    gym: ClosedGym, manager: httpx.Client
) -> None:
    screen, _ = gym.screen(manager, "rack-2")
    member_id, *_ = member(gym, "Bea")
    phone = gym.joined("Bea", Role.MEMBER, member_id=member_id)
    code = code_of(screen, "rack-2")
    for page in (f"{gym.address}/check-in", "/checkin"):
        for method in ("GET", "HEAD"):
            opened = phone.request(method, page, params=code)
            assert opened.status_code in (OK, MISSING, NOT_ALLOWED)
    assert at(gym, "rack-2") == []
    assert phone.post("/checkin", json=code).status_code == OK
    assert at(gym, "rack-2") == ["Bea"]


def test_another_sites_page_checks_nobody_in(gym: ClosedGym, manager: httpx.Client) -> None:
    """By a victim's own browser, with its cookie, and with a code of where the attacker stands."""
    screen, _ = gym.screen(manager, "rack-3")
    member_id, *_ = member(gym, "Cleo")
    phone = gym.joined("Cleo", Role.MEMBER, member_id=member_id)
    code, own = code_of(screen, "rack-3"), phone.headers["Origin"]
    phone.headers["Origin"] = "https://evil.example"
    assert phone.post("/checkin", json=code).status_code == FORBIDDEN
    del phone.headers["Origin"]
    crossed = {"Sec-Fetch-Site": "cross-site"}
    assert phone.post("/checkin", json=code, headers=crossed).status_code == FORBIDDEN
    assert phone.post("/checkin", json=code).status_code == UNKNOWN  # the cookie does not count
    phone.headers["Origin"] = own
    as_form = {"Content-Type": "text/plain"}
    assert phone.post("/checkin", content="{}", headers=as_form).status_code == UNSUPPORTED
    assert at(gym, "rack-3") == []
    framed = phone.get(f"{gym.address}/check-in").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in framed


def test_only_a_stations_own_screen_learns_its_code_and_only_while_it_is_paired(
    gym: ClosedGym, manager: httpx.Client
) -> None:
    screen, device_id = gym.screen(manager, "rack-4")
    other, _ = gym.screen(manager, "rack-5")
    member_id, number, pin = member(gym, "Dora")
    at_home = gym.joined("Dora", Role.MEMBER, member_id=member_id)
    path, typed = "/stations/rack-4/checkin", {"number": number, "pin": pin}
    asked = {gym.browser(): UNKNOWN, at_home: FORBIDDEN, other: MISSING}
    for who, refusal in asked.items():
        assert who.get(f"{path}/code").status_code == refusal
        assert who.post(f"{path}/pin", json=typed).status_code == refusal
        assert who.post(f"{path}/badge", json={"text": "x"}).status_code == refusal
        assert who.post(f"{path}/look", json={}).status_code == refusal
    code = code_of(screen, "rack-4")
    assert manager.delete(f"/devices/{device_id}").is_success
    assert screen.get(f"{path}/code").status_code == UNKNOWN
    assert screen.post(f"{path}/pin", json=typed).status_code == UNKNOWN
    assert at(gym, "rack-4") == []
    # What was on it counts as a photograph does, for the rest of its minute.
    assert at_home.post("/checkin", json=code).status_code == OK


def test_on_a_phone_of_somebody_else_the_typed_number_counts_and_nobody_is_signed_in_by_it(
    gym: ClosedGym, manager: httpx.Client
) -> None:
    screen, _ = gym.screen(manager, "rack-6")
    ellas_id, *_ = member(gym, "Ella")
    _, number, pin = member(gym, "Fay")
    phone = gym.joined("Ella", Role.MEMBER, member_id=ellas_id)
    code = code_of(screen, "rack-6")
    wrong = phone.post("/checkin", json=code | {"number": number, "pin": "000001"})
    assert (wrong.status_code, at(gym, "rack-6")) == (UNKNOWN, [])
    came = phone.post("/checkin", json=code | {"number": number, "pin": pin})
    assert (came.status_code, came.json()["first_name"]) == (OK, "Fay")
    assert "set-cookie" not in came.headers
    assert at(gym, "rack-6") == ["Fay"]
    me = phone.get(f"{gym.address}/api/rights").json()["me"]
    assert me["name"] == "Ella"
    [session] = gym.gym.sessions.listed(station_id="rack-6", only_open=True)
    assert session.begun_by == "spotter"  # and in no audit as Ella's doing


def test_at_a_paused_station_nobody_checks_in_and_nobody_is_looked_for(
    gym: ClosedGym, manager: httpx.Client
) -> None:
    screen, _ = gym.screen(manager, "rack-7")
    _, number, pin = member(gym, "Gina")
    typed, path = {"number": number, "pin": pin}, "/stations/rack-7/checkin"
    assert screen.post("/stations/rack-7/pause", json={}).is_success
    phone = gym.browser()
    refused = [
        screen.post(f"{path}/pin", json=typed),
        screen.post(f"{path}/look", json={}),
        phone.post("/checkin", json=code_of(screen, "rack-7") | typed),
    ]
    assert {one.status_code for one in refused} == {CONFLICT}
    assert {one.json()["detail"] for one in refused} == {
        "this station is paused: go on filming there first"
    }
    assert not gym.gym.client.exists(names.looking_key("rack-7"))
    assert at(gym, "rack-7") == []
    assert screen.post("/stations/rack-7/resume", json={}).is_success
    assert screen.post(f"{path}/pin", json=typed).is_success
    assert at(gym, "rack-7") == ["Gina"]
