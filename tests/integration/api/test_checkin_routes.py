"""Coming to a station and leaving it by the API, with a real catalog."""

import json
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.checkins import Checkins
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire import names
from spotter.wire.stations import Station, station_bytes
from support.records.remembering_gym import RememberingGym

SECRET = "whsec_" + "c3BvdHRl" * 4
RACK = "/stations/rack-1"
Json = dict[str, Any]


@pytest.fixture(scope="module", autouse=True)
def _station(gym: RememberingGym) -> None:
    for name in ("rack-1", "rack-2"):
        station = Station(name, name, "squat", zone=None, frame_rate_hz=15)
        gym.client.hset(names.STATIONS, name, station_bytes(station))


@pytest.fixture
def checkins(gym: RememberingGym) -> Iterator[Checkins]:
    with CatalogChannel(gym.catalog_address, GrpcSecurity()) as channel:
        yield Checkins(channel)
        Checkins(channel).check_out(station_id="rack-1")


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def test_a_screen_shows_a_code_as_a_picture_and_a_phone_checks_in_by_it(
    gym: RememberingGym, api: httpx.Client, checkins: Checkins
) -> None:
    number, pin = checkins.set_pin(gym.add_member("Anna Schmidt"))
    shown = api.get(f"{RACK}/checkin/code").json()
    assert shown["svg"].startswith("<svg viewBox=")
    assert 0 < shown["expires_ms"] - now_ms() <= 30_000
    code = re.fullmatch(re.escape(gym.address) + r"check-in#station=rack-1&code=(.+)", shown["url"])
    assert code

    phone = {"station_id": "rack-1", "code": code[1], "number": number, "pin": pin}
    answer = api.post("/checkin", json=phone).json()
    assert (answer["station_id"], answer["first_name"], answer["how"], answer["left"]) == (
        "rack-1",
        "Anna",
        "code",
        [],
    )
    assert api.post(f"{RACK}/leave", json={}).json() == {"session_id": answer["session_id"]}
    assert api.post(f"{RACK}/leave", json={}).json() == {"session_id": None}
    again = api.post("/checkin", json=phone)
    assert (again.status_code, again.json()["detail"][:40]) == (
        401,
        "the code is old, used, or of another sta",
    )


def test_a_screen_looks_for_members_takes_a_badge_and_says_who_it_was_not(
    gym: RememberingGym, api: httpx.Client, checkins: Checkins
) -> None:
    member_id = gym.add_member("Ben")
    badge, text = checkins.add_badge(member_id)
    looking = api.post(f"{RACK}/checkin/look", json={}).json()
    assert looking["ways"] == ["code", "tag", "pin", "badge"]
    assert 0 < looking["looking_until_ms"] - now_ms() <= 60_000
    assert gym.client.exists(names.looking_key("rack-1"))

    begun = api.post(f"{RACK}/checkin/badge", json={"text": text}).json()
    assert (begun["first_name"], begun["how"]) == ("Ben", "badge")
    assert not gym.client.exists(names.looking_key("rack-1"))
    assert api.post(f"{RACK}/not-me", json={}).json() == {"session_id": begun["session_id"]}
    assert list(gym.sessions.listed(member_id=member_id)) == []

    checkins.revoke_badge(member_id, badge.badge_id)
    assert api.post(f"{RACK}/checkin/badge", json={"text": text}).status_code == 401


def test_pins_are_slowed_down_with_a_time_to_try_again(
    gym: RememberingGym, api: httpx.Client, checkins: Checkins
) -> None:
    number, pin = checkins.set_pin(gym.add_member("Cem"))
    wrong = {"number": number, "pin": "000000"}
    statuses = [api.post(f"{RACK}/checkin/pin", json=wrong).status_code for _ in range(5)]
    assert statuses == [401] * 5

    answer = api.post(f"{RACK}/checkin/pin", json={"number": number, "pin": pin})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 30


def signed(said: Json, secret: str = SECRET) -> tuple[str, dict[str, str]]:
    body, now = json.dumps(said), datetime.now(UTC)
    signature = Webhook(secret).sign("msg-1", now, body)
    headers = {
        "Content-Type": "application/json",
        "webhook-id": "msg-1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature,
    }
    return body, headers


def sent(api: httpx.Client, message: tuple[str, dict[str, str]]) -> object:
    """The session that the answer to a signed message names."""
    body, headers = message
    return api.post("/gym-events", content=body, headers=headers).json()["session_id"]


def test_a_gyms_own_system_signs_who_came_and_what_comes_again_says_nothing_new(
    gym: RememberingGym, api: httpx.Client, checkins: Checkins
) -> None:
    dana_id = gym.add_member("Dana")
    number, _ = checkins.set_pin(dana_id)
    data = {"station_id": "rack-1", "number": number}
    came_ms = now_ms()
    came = signed({"type": "checkin", "data": {**data, "at_ms": came_ms}})
    answers = [sent(api, came), sent(api, came)]
    went_ms = now_ms()
    went = signed({"type": "checkout", "data": {**data, "at_ms": went_ms}})
    answers += [sent(api, went), sent(api, went), sent(api, came)]

    [session] = gym.sessions.listed(member_id=dana_id)
    assert answers == [session.session_id] * 3 + [None, session.session_id]
    assert (session.begun_us, session.ended_us) == (came_ms * 1000, went_ms * 1000)
    assert (session.how, session.begun_by) == ("gym", "spotter")


def test_what_the_gym_has_not_signed_is_refused(api: httpx.Client) -> None:
    said = {"type": "checkin", "data": {"station_id": "rack-1", "number": "1", "at_ms": now_ms()}}
    body, headers = signed(said)
    for sent in (
        signed(said, "whsec_" + "AAAA" * 8),
        (body.replace("rack-1", "rack-2"), headers),
        (body, {"Content-Type": "application/json"}),
        (body, {**headers, "webhook-signature": "v1"}),
        (body, {**headers, "webhook-timestamp": "1"}),
    ):
        assert api.post("/gym-events", content=sent[0], headers=sent[1]).status_code == 401


def test_by_rest_a_system_checks_in_and_out_with_milliseconds(
    gym: RememberingGym, api: httpx.Client, checkins: Checkins
) -> None:
    number, _ = checkins.set_pin(gym.add_member("Emil"))
    came_ms = now_ms() - 1234
    begun = api.post("/stations/rack-2/checkin", json={"number": number, "at_ms": came_ms}).json()
    session = gym.sessions.get(begun["session_id"])
    assert session.begun_us == came_ms * 1000

    assert api.post("/stations/rack-2/checkout", json={"number": number}).json() == begun
    late = api.post("/stations/rack-2/checkin", json={"number": number, "at_ms": came_ms - 400_000})
    assert (late.status_code, late.json()["detail"][:36]) == (
        422,
        "expected a time in the last 5 minute",
    )
    assert api.post("/stations/rack-2/checkin", json={"number": "999999"}).status_code == 404
