"""Whom people see: members themselves, trainers those in their scope."""

from uuid import uuid4

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from spotter.wire.catalog.people.accounts import Role, Scope
from support.access.closed_gym import ClosedGym
from support.gyms.gym_in_redis import put_station
from support.gyms.live_socket import Json, hear, of_type
from support.waiting import until

OK, CREATED, DONE, MISSING = 200, 201, 204, 404
COME_BACK = 1012
NOBODY = "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5061"
DAYS = "first_day=2026-01-05&last_day=2026-12-27&interval=week"


@pytest.fixture(scope="module")
def people(gym: ClosedGym) -> dict[str, str]:
    """The ids of Anna and Ben, and of a rep of each."""
    for number in range(1, 10):
        put_station(gym.gym.client, f"rack-{number}")
    anna, ben = gym.gym.add_member("Anna"), gym.gym.add_member("Ben")
    reps = gym.gym.train(anna, "rack-1", weeks=1), gym.gym.train(ben, "rack-2", weeks=1)
    return {
        "anna": anna,
        "ben": ben,
        "annas": reps[0][0].rep_id,
        "bens": reps[1][0].rep_id,
    }


@pytest.fixture(scope="module")
def anna(gym: ClosedGym, people: dict[str, str]) -> httpx.Client:
    return gym.joined("Anna", Role.MEMBER, member_id=people["anna"])


def test_a_member_who_asks_for_anothers_rep_is_told_what_is_told_of_none(
    anna: httpx.Client, people: dict[str, str]
) -> None:
    assert anna.get(f"/reps/{people['annas']}").status_code == OK

    anothers, none = anna.get(f"/reps/{people['bens']}"), anna.get("/reps/rack-1_1_1")

    assert (anothers.status_code, anothers.json()) == (MISSING, none.json())


def test_a_member_sees_their_own_data_alone(anna: httpx.Client, people: dict[str, str]) -> None:
    ben = people["ben"]

    assert [one["name"] for one in anna.get("/members").json()["items"]] == ["Anna"]
    assert anna.get(f"/members/{ben}").json() == anna.get(f"/members/{NOBODY}").json()
    assert {one["member_id"] for one in anna.get("/reps").json()["items"]} == {people["anna"]}
    assert {one["member_id"] for one in anna.get("/sessions").json()["items"]} == {people["anna"]}
    assert anna.get(f"/reps?member_id={ben}").status_code == MISSING
    assert anna.get(f"/history?{DAYS}&member_id={people['anna']}").status_code == OK
    assert anna.get(f"/history?{DAYS}&member_id={ben}").status_code == MISSING
    assert anna.get(f"/history?{DAYS}").status_code == MISSING
    assert anna.get(f"/members/{people['anna']}/export").status_code == OK
    assert anna.get(f"/members/{ben}/export").status_code == MISSING


def test_no_cursor_tells_of_members_who_are_not_seen(gym: ClosedGym, anna: httpx.Client) -> None:
    for number in range(25):
        gym.gym.add_member(f"Aaron {number:02}")
    scope = Scope(station_ids=("rack-9",))
    trainer = gym.joined("Uwe", Role.TRAINER, scope=scope)

    assert anna.get("/members?limit=1").json()["next"] is None
    assert anna.get("/members?limit=1&search=Aaron").json() == {"items": [], "next": None}
    assert trainer.get("/members?limit=1").json() == {"items": [], "next": None}


def test_a_trainer_of_a_station_sees_what_happens_there(
    gym: ClosedGym, people: dict[str, str]
) -> None:
    trainer = gym.joined("Tim", Role.TRAINER, scope=Scope(station_ids=("rack-2",)))

    assert {one["verdict"]["station_id"] for one in trainer.get("/reps").json()["items"]} == {
        "rack-2"
    }
    assert trainer.get(f"/reps/{people['bens']}").status_code == OK
    assert trainer.get(f"/reps/{people['annas']}").status_code == MISSING
    assert trainer.get(f"/history?{DAYS}&station_id=rack-2").status_code == OK
    assert trainer.get(f"/history?{DAYS}&station_id=rack-1").status_code == MISSING


def test_a_trainer_of_a_member_begins_no_session_of_another(
    gym: ClosedGym, people: dict[str, str]
) -> None:
    scope = Scope(station_ids=("rack-3",), member_ids=(people["anna"],))
    trainer = gym.joined("Ute", Role.TRAINER, scope=scope)
    begun = {"station_id": "rack-3", "member_id": people["ben"], "instead": True}

    assert [one["name"] for one in trainer.get("/members").json()["items"]] == ["Anna"]
    assert trainer.post("/sessions", json=begun).status_code == MISSING
    elsewhere = {"station_id": "rack-1", "member_id": people["anna"], "instead": True}
    assert trainer.post("/sessions", json=elsewhere).status_code == MISSING


def test_who_leaves_a_class_is_not_seen_by_its_trainer_any_more(
    gym: ClosedGym, people: dict[str, str]
) -> None:
    manager = gym.joined("Moa", Role.MANAGER)
    plan = {"name": "Evening", "first_day": "2026-01-05", "starts_at": "18:00", "minutes": 60}
    evening = {**plan, "member_ids": [people["ben"]], "station_ids": ["rack-2"]}
    class_id = manager.post("/classes", json=evening).json()["class_id"]
    trainer = gym.joined("Eva", Role.TRAINER, scope=Scope(class_ids=(class_id,)))
    assert trainer.get(f"/members/{people['ben']}").status_code == OK
    with connect(
        gym.address.replace("http", "ws") + "/api/live",
        origin=Origin(gym.address),
        additional_headers={"Cookie": trainer.headers["Cookie"]},
    ) as live:
        hear(live, of_type("snapshot"))

        manager.put(f"/classes/{class_id}", json=plan)
        with pytest.raises(ConnectionClosed) as ended:
            hear(live, of_type("never"))

    assert ended.value.rcvd
    assert ended.value.rcvd.code == COME_BACK
    assert trainer.get(f"/members/{people['ben']}").status_code == MISSING


def test_a_cue_takes_no_alert_that_its_trainer_does_not_see(gym: ClosedGym) -> None:
    manager = gym.joined("Mara", Role.MANAGER)
    trainer = gym.joined("Ugo", Role.TRAINER, scope=Scope(station_ids=("rack-2",)))
    alert_id = manager.post("/stations/rack-1/call", json={}).json()["alert_id"]
    cue = {"cue_id": NOBODY, "text": "Sit deeper.", "alert_id": alert_id}

    assert trainer.post("/alerts/take", json={"alert_ids": [alert_id]}).status_code == MISSING
    assert trainer.post("/stations/rack-2/cues", json=cue).status_code == MISSING

    found = manager.get("/alerts?station_id=rack-1").json()["items"]
    assert [one["taking"] for one in found if one["alert_id"] == alert_id] == [None]


@pytest.fixture(scope="module")
def dora(gym: ClosedGym) -> str:
    """Dora, who has come to the station where Cleo trained before."""
    cleo, dora = gym.gym.add_member("Cleo"), gym.gym.add_member("Dora")
    gym.gym.train(cleo, "rack-5", weeks=1)
    gym.gym.sessions.begin("rack-5", dora, instead=True)
    return dora


@pytest.fixture(scope="module")
def doras(gym: ClosedGym, dora: str) -> httpx.Client:
    return gym.joined("Tom", Role.TRAINER, scope=Scope(member_ids=(dora,)))


def snapshot_of(gym: ClosedGym, browser: httpx.Client) -> Json:
    """What the page is told first."""
    with connect(
        gym.address.replace("http", "ws") + "/api/live",
        origin=Origin(gym.address),
        additional_headers={"Cookie": browser.headers["Cookie"]},
    ) as live:
        return hear(live, of_type("snapshot"))


def test_a_trainer_of_a_member_sees_their_station_without_the_reps_of_those_before(
    gym: ClosedGym, doras: httpx.Client
) -> None:
    def shown() -> list[Json]:
        found: list[Json] = snapshot_of(gym, doras)["stations"]
        return found

    [station] = until(shown, what="the station where Dora trains")

    assert station["station_id"] == "rack-5"
    assert (station["last"], station["recent"], station["rep_count"]) == (None, [], 0)
    assert snapshot_of(gym, doras)["feed"] == []
    assert [one["recent"] for one in doras.get("../stations").json()] == [[]]
    assert doras.get("../verdicts").json() == []
    assert len(gym.joined("Mia", Role.MANAGER).get("../verdicts").json()) > 0


def test_a_trainer_of_a_member_speaks_to_their_station_while_the_member_trains_there(
    gym: ClosedGym, doras: httpx.Client, dora: str
) -> None:
    def said(station_id: str) -> list[int]:
        cue = {"cue_id": str(uuid4()), "text": "Sit deeper."}
        return [
            doras.post(f"/stations/{station_id}/{what}", json=body).status_code
            for what, body in (("cues", cue), ("look", {}))
        ]

    until(lambda: doras.get("../stations").json(), what="the station where Dora trains")
    there, elsewhere = said("rack-5"), said("rack-2")
    [session] = gym.gym.sessions.listed(member_id=dora, only_open=True)
    gym.gym.sessions.end(session.session_id)
    until(lambda: not doras.get("../stations").json(), what="that Dora has left")

    assert (there, elsewhere, said("rack-5")) == ([CREATED, DONE], [MISSING] * 2, [MISSING] * 2)


def test_members_read_who_saw_what_of_them(
    gym: ClosedGym, anna: httpx.Client, people: dict[str, str]
) -> None:
    manager = gym.joined("Mo", Role.MANAGER)
    manager.get(f"/reps/{people['annas']}")
    manager.get(f"/history?{DAYS}&member_id={people['anna']}")
    for _ in range(2):
        assert manager.get("/reps?station_id=rack-1").json()["items"]
    for what in ("sessions", "workouts", "alerts"):
        manager.get(f"/{what}?member_id={people['anna']}")
    manager.get("/sessions?only_open=true")

    def seen() -> list[tuple[str, str]]:
        entries = anna.get("/audit").json()["items"]
        found = [(one["kind"], one["what"]) for one in entries if one["author_name"] == "Mo"]
        return found if len(found) > 5 else []

    assert until(seen, what="the notes")[::-1] == [
        ("rep", "opened"),
        ("member", "saw the history of this member"),
        ("member", "saw a list of reps of this member"),
        ("member", "saw the sessions of this member"),
        ("member", "saw the workouts of this member"),
        ("member", "saw the alerts of this member"),
    ]
    assert anna.get(f"/audit?member_id={people['ben']}").status_code == MISSING
