"""Signing in and out, with a real catalog."""

import json

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from spotter.wire.catalog.people.accounts import Role
from support.access.closed_gym import PASSWORD, ClosedGym, keep
from support.gyms.live_socket import hear, of_type
from support.waiting import PATIENCE_S, until

OK, CREATED, GONE = 200, 201, 204
UNKNOWN, FORBIDDEN, MISSING, TOO_MANY = 401, 403, 404, 429


def test_nobody_sees_anything_before_signing_in(gym: ClosedGym) -> None:
    browser = gym.browser()

    assert browser.get("/members").status_code == UNKNOWN
    assert httpx.get(f"{gym.address}/api/stations").status_code == UNKNOWN
    rights = httpx.get(f"{gym.address}/api/rights").json()
    assert (rights["rights"], rights["me"]) == (["check-in:begin", "sign-in:begin"], None)


def test_an_invitation_is_accepted_once_and_signs_in(gym: ClosedGym) -> None:
    given = {"secret": gym.invited("Olga", Role.OWNER), "password": PASSWORD}

    accepted = gym.browser().post("/invitations/accept", json=given)

    me = accepted.json()
    assert (me["name"], me["role"], me["member_id"]) == ("Olga", "owner", None)
    assert gym.browser().post("/invitations/accept", json=given).status_code == UNKNOWN


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(gym: ClosedGym) -> None:
    gym.joined("Kim", Role.MANAGER)

    answer = gym.browser().post("/sign-in", json={"name": "kim", "password": PASSWORD})

    [line] = answer.headers.get_list("set-cookie")
    name, *properties = line.split("; ")
    assert name.startswith("__Host-spotter=spotter_signin_")
    assert set(properties) >= {"HttpOnly", "Path=/", "SameSite=lax", "Secure"}
    assert not any(one.startswith("Domain") for one in properties)


def test_who_signs_in_sees_by_their_role(gym: ClosedGym) -> None:
    operator = gym.joined("Otto", Role.OPERATOR)

    assert operator.get(f"{gym.address}/status").status_code == OK
    assert operator.get("/members").status_code == FORBIDDEN
    assert operator.get(f"{gym.address}/api/rights").json()["me"]["role"] == "operator"


def test_a_stolen_cookie_is_worth_nothing_after_the_sign_out(gym: ClosedGym) -> None:
    browser = gym.joined("Tom", Role.TRAINER)
    thief = gym.browser()
    thief.headers["Cookie"] = browser.headers["Cookie"]
    assert thief.get("/members").status_code == OK

    assert browser.post("/sign-out", json={}).status_code == GONE

    assert thief.get("/members").status_code == UNKNOWN


def test_what_changes_something_by_a_cookie_must_come_from_the_page(gym: ClosedGym) -> None:
    browser = gym.joined("Mia", Role.MANAGER)
    new = {"name": "Anna", "consent": {"keeps_reps": True, "keeps_poses": False}}
    del browser.headers["Origin"]

    assert browser.post("/members", json=new).status_code == UNKNOWN
    browser.headers["Origin"] = "https://evil.example"
    assert browser.post("/members", json=new).status_code == FORBIDDEN
    browser.headers["Origin"] = gym.address
    assert browser.post("/members", json=new).status_code == CREATED


def test_a_token_needs_no_page_and_has_the_rights_that_it_was_given(gym: ClosedGym) -> None:
    browser = gym.joined("Uwe", Role.MANAGER)
    asked = {"label": "metrics", "rights": ["health:read"], "days": 30}
    made = browser.post("/own/tokens", json=asked).json()
    program = gym.browser()
    program.base_url = gym.address
    program.headers["Authorization"] = f"Bearer {made['secret']}"

    assert program.get("/metrics").status_code == OK
    assert program.get("/api/v1/members").status_code == FORBIDDEN
    assert program.post("/api/v1/own/tokens", json=asked).status_code == FORBIDDEN
    assert browser.delete(f"/own/tokens/{made['token']['token_id']}").status_code == GONE
    until(lambda: program.get("/status").status_code == UNKNOWN, what="the token's end")


def test_guessing_is_slowed_down_and_says_when_to_come_back(gym: ClosedGym) -> None:
    gym.joined("Vera", Role.TRAINER)
    guess = {"name": "vera", "password": "guessed at random"}

    answers = [gym.browser().post("/sign-in", json=guess) for _ in range(12)]

    assert answers[0].status_code == UNKNOWN
    assert answers[-1].status_code == TOO_MANY
    assert 0 < int(answers[-1].headers["Retry-After"]) < 24 * 3600
    assert "try again in" in answers[-1].json()["detail"]


def test_an_account_that_is_disabled_hears_no_more_at_once(gym: ClosedGym) -> None:
    browser = gym.joined("Nick", Role.TRAINER)
    nick = next(one for one in gym.accounts.listed() if one.name == "Nick")
    with connect(
        gym.address.replace("http", "ws") + "/api/live",
        origin=Origin(gym.address),
        additional_headers={"Cookie": browser.headers["Cookie"]},
    ) as live:
        assert json.loads(live.recv(timeout=PATIENCE_S))["type"] == "snapshot"
        gym.accounts.change(nick.account_id, is_disabled=True)
        with pytest.raises(ConnectionClosed) as ended:
            hear(live, of_type("never"))

    assert ended.value.rcvd
    assert ended.value.rcvd.code == 4401
    assert browser.get("/members").status_code == UNKNOWN


def test_a_socket_of_nobody_ends_with_words(gym: ClosedGym) -> None:
    with (
        connect(gym.address.replace("http", "ws") + "/api/live") as live,
        pytest.raises(ConnectionClosed) as ended,
    ):
        live.recv(timeout=PATIENCE_S)

    assert ended.value.rcvd
    assert (ended.value.rcvd.code, "signed in" in ended.value.rcvd.reason) == (4401, True)


def test_a_screen_is_paired_by_its_code_and_hears_of_its_station_alone(gym: ClosedGym) -> None:
    screen, manager = gym.browser(), gym.joined("Zoe", Role.MANAGER)
    begun = screen.post("/pairings", json={}).json()
    asked = {"secret": begun["secret"]}
    assert screen.post("/pairings/complete", json=asked).json() == {"station_id": None}

    pairing = {"code": begun["code"], "station_id": "rack-1"}
    assert manager.post("/devices", json=pairing).status_code == CREATED
    paired = screen.post("/pairings/complete", json=asked)

    assert paired.json() == {"station_id": "rack-1"}
    keep(screen, paired)
    assert screen.get(f"{gym.address}/api/rights").json()["me"]["role"] == "station"
    assert screen.get(f"{gym.address}/api/verdicts?station=rack-2").json() == []
    assert screen.post("/stations/rack-2/call", json={}).status_code == MISSING
    assert screen.post("/stations/rack-1/call", json={}).status_code == OK
    for path in ("/accounts", "/channels", "/devices", "/own/tokens", "/alerts", "/reps"):
        assert screen.get(path).status_code == FORBIDDEN
    assert screen.get("/members").status_code == FORBIDDEN


def test_a_manager_makes_no_owner(gym: ClosedGym) -> None:
    manager = gym.joined("Max", Role.MANAGER)
    given = {"name": "Eve", "sign_in_name": "eve", "role": "owner"}

    assert manager.post("/accounts", json=given).status_code == FORBIDDEN


def test_an_address_that_asks_for_codes_without_end_is_told_to_wait(gym: ClosedGym) -> None:
    screen = gym.browser()
    answers = [screen.post("/pairings", json={}) for _ in range(25)]

    refused = next(one for one in answers if one.status_code == TOO_MANY)

    assert "too many screens at this address want to be paired" in refused.json()["detail"]
    assert int(refused.headers["Retry-After"]) > 0
