"""The API's routes, with a real catalog and real Redis behind them."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from pyarrow import parquet

from spotter.movement.values import Equipment, EquipmentEnd, EquipmentKind, Exercise, Joint
from spotter.wire import names
from spotter.wire.references import exercise_bytes
from support.equipment.kept import taught_end
from support.movements.stick_squats import squat_reference
from support.records.remembering_gym import REPS_A_WEEK, RememberingGym
from support.waiting import PATIENCE_S

Asked = dict[str, str | int | float | bool | None]

WEEKS = 4
TODAY = datetime.now(UTC).date()
PERIOD = {
    "first_day": str(TODAY - timedelta(days=90)),
    "last_day": str(TODAY + timedelta(days=1)),
    "interval": "week",
}


def added(api: httpx.Client, name: str, *, keeps: bool = True) -> dict[str, object]:
    consent = {"keeps_reps": keeps, "keeps_poses": keeps}
    answer = api.post("/members", json={"name": name, "consent": consent})
    assert answer.status_code == 201, answer.text
    member: dict[str, object] = answer.json()
    return member


def begun(api: httpx.Client, station_id: str, member_id: object, **more: object) -> httpx.Response:
    return api.post("/sessions", json={"station_id": station_id, "member_id": member_id, **more})


@pytest.fixture(scope="module")
def trained(gym: RememberingGym) -> str:
    """A member who has trained for some weeks; the id."""
    member_id = gym.add_member("Ida")
    gym.train(member_id, "rack-9", weeks=WEEKS)
    return member_id


def test_a_member_is_added_found_changed_and_leaves(api: httpx.Client) -> None:
    member = added(api, "Zoë  Grün")
    path = f"/members/{member['member_id']}"
    assert member["name"] == "Zoë Grün"
    assert api.get(path).json() == member
    assert [one["name"] for one in api.get("/members", params={"search": "zoë"}).json()["items"]]

    assert api.put(f"{path}/name", json={"name": "Zoë Blau"}).json()["name"] == "Zoë Blau"
    changed = api.put(f"{path}/consent", json={"keeps_reps": True}).json()
    assert changed["removed_poses"] == 0
    assert changed["member"]["consent"]["keeps_poses"] is False
    kept = api.put(f"{path}/retention", json={"poses_kept_days": 7}).json()["retention"]
    assert kept == {"poses_kept_days": 7, "verdicts_kept_days": None}

    assert member["height_m"] is None
    assert api.put(f"{path}/height", json={"height_m": 1.66}).json()["height_m"] == 1.66
    assert api.put(f"{path}/height", json={"height_m": 166}).status_code == 422
    assert api.put(f"{path}/height", json={"height_m": None}).json()["height_m"] is None

    assert api.put(f"{path}/end").json()["left_ms"] is not None
    found = api.get("/members", params={"search": "zoë blau"})
    with_left = api.get("/members", params={"search": "zoë blau", "with_left": True})
    assert (len(found.json()["items"]), len(with_left.json()["items"])) == (0, 1)


def test_a_new_thing_says_where_it_is(api: httpx.Client) -> None:
    answer = api.post("/members", json={"name": "Lo"})

    assert answer.headers["location"] == f"/api/v1/members/{answer.json()['member_id']}"
    assert answer.headers["cache-control"] == "no-store"


def test_a_list_in_parts_has_everybody_once_and_in_order(api: httpx.Client) -> None:
    named = {f"Part {number:02}" for number in range(7)}
    for name in sorted(named, reverse=True):
        added(api, name)
    seen, cursor = list[str](), ""
    while cursor is not None:
        part = api.get("/members", params={"search": "part", "limit": 3, "cursor": cursor}).json()
        seen += [one["name"] for one in part["items"]]
        cursor = part["next"]

    assert seen == sorted(named)


def test_an_export_holds_the_members_data(api: httpx.Client, trained: str) -> None:
    answer = api.get(f"/members/{trained}/export")

    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert any(b"Ida" in archive.read(name) for name in archive.namelist())


def test_an_erased_member_is_unknown(api: httpx.Client) -> None:
    path = f"/members/{added(api, 'Gone')['member_id']}"

    assert api.delete(path).status_code == 200
    assert api.delete(path).json()["removed"] == [], "it goes on where it was interrupted"
    for again in (api.get(path), api.get(f"{path}/export")):
        assert again.status_code == 404
        assert again.headers["content-type"] == "application/problem+json"


def test_a_session_is_begun_and_ended_and_stands_in_the_way_of_another(api: httpx.Client) -> None:
    anna, bo = added(api, "Anna"), added(api, "Bo")
    first = begun(api, "rack-1", anna["member_id"])
    assert first.status_code == 201, first.text
    session = first.json()["session"]
    assert (session["member_name"], session["begun_by"]) == ("Anna", "local")

    refused = begun(api, "rack-1", bo["member_id"])
    assert refused.status_code == refused.json()["status"] == 409
    instead = begun(api, "rack-1", bo["member_id"], instead=True).json()
    assert [one["session_id"] for one in instead["ended"]] == [session["session_id"]]

    path = f"/sessions/{instead['session']['session_id']}"
    there: Asked = {"station_id": "rack-1", "only_open": True}
    assert len(api.get("/sessions", params=there).json()["items"]) == 1
    assert api.put(f"{path}/end").json()["ended_by"] == "local"
    assert api.get("/sessions", params=there).json() == {"items": [], "next": None}
    assert api.get(path).json()["ended_ms"] is not None


def test_a_class_is_created_changed_and_archived(api: httpx.Client) -> None:
    member_id = added(api, "Classy")["member_id"]
    plan = {
        "name": "Monday",
        "first_day": "2026-03-02",
        "is_weekly": True,
        "starts_at": "18:30",
        "minutes": 60,
        "member_ids": [member_id],
        "station_ids": ["rack-1"],
        "trainers": ["Kim"],
    }
    made = api.post("/classes", json=plan).json()
    assert {key: made[key] for key in plan} == plan

    path = f"/classes/{made['class_id']}"
    there = {"class_id": made["class_id"]}
    assert [one["name"] for one in api.get("/members", params=there).json()["items"]] == ["Classy"]
    assert api.put(path, json={**plan, "minutes": 45}).json()["minutes"] == 45
    assert api.put(path, json={**plan, "station_ids": ["rack-1"] * 2}).status_code == 422
    assert api.put(f"{path}/archive").json()["archived_ms"] is not None
    assert api.get("/classes").json()["items"] == []
    assert len(api.get("/classes", params={"with_archived": True}).json()["items"]) == 1


def test_a_class_is_looked_back_on(api: httpx.Client) -> None:
    members = [added(api, name)["member_id"] for name in ("Evi", "Uli")]
    today = str(datetime.now(UTC).date())
    plan = {
        "name": "All day",
        "first_day": today,
        "starts_at": "00:00",
        "minutes": 24 * 60,
        "member_ids": members,
        "trainers": ["Ida"],
    }
    path = f"/classes/{api.post('/classes', json=plan).json()['class_id']}"
    session = begun(api, "rack-8", members[0]).json()["session"]
    found = api.get(f"{path}/review").json()
    evi, uli = found["members"]
    assert (found["day"], found["is_going_on"], evi["name"]) == (today, True, "Evi")
    assert (evi["came_ms"], evi["left_ms"], uli["came_ms"]) == (session["begun_ms"], None, None)
    assert found["alerting"]["trainers"] == 1
    assert api.get(f"{path}/review", params={"day": "2026-01-05"}).json()["begun_ms"] is None
    assert api.get(f"{path}/review", params={"day": "yesterday"}).status_code == 422
    assert api.get(f"/classes/{uuid4()}/review").status_code == 404
    assert api.put(f"/sessions/{session['session_id']}/end").status_code == 200
    assert api.put(f"{path}/archive").status_code == 200


def test_reps_are_found_by_member_and_verdict_newest_first(api: httpx.Client, trained: str) -> None:
    asked: Asked = {"member_id": trained, "limit": 1000}
    reps = api.get("/reps", params=asked).json()["items"]
    starts = [one["verdict"]["started_ms"] for one in reps]
    faulty = api.get("/reps", params={**asked, "outcome": "faulty"}).json()["items"]
    after = api.get("/reps", params={**asked, "since_ms": starts[3]}).json()["items"]

    assert len(reps) == WEEKS * REPS_A_WEEK
    assert starts == sorted(starts, reverse=True)
    assert {one["verdict"]["outcome"] for one in faulty} == {"faulty"}
    assert len(after) == 4


def test_a_rep_that_redis_has_forgotten_is_opened_from_the_ledger(
    gym: RememberingGym, api: httpx.Client, trained: str
) -> None:
    rep_id = api.get("/reps", params={"member_id": trained}).json()["items"][0]["verdict"]["rep_id"]
    gym.client.delete(names.verdict_key(rep_id), names.rep_key(rep_id))
    rep = api.get(f"/reps/{rep_id}").json()

    assert rep["verdict"]["rep_id"] == rep_id
    assert len(rep["attempt"]["frames"]) == len(rep["attempt"]["times_s"]) > 10
    assert rep["reference"] is not None
    assert api.get("/reps/unknown").status_code == 404


@pytest.mark.parametrize("whose", ["member_id", "station_id", "gym"])
def test_a_history_sums_up_weeks_with_faults_in_a_trainers_words(
    api: httpx.Client, trained: str, whose: str
) -> None:
    of = {"member_id": {"member_id": trained}, "station_id": {"station_id": "rack-9"}}
    history = api.get("/history", params={**PERIOD, **of.get(whose, {})}).json()
    weeks = history["buckets"]

    assert sum(one["good"] + one["faulty"] for one in weeks) == WEEKS * REPS_A_WEEK
    assert weeks[0]["good"] < weeks[-1]["good"]
    assert weeks[0]["faults"][0]["words"] == "Push your left knee out"
    assert weeks[0]["means"]["range_ratio"] == pytest.approx(0.7)
    assert [one["exercise"] for one in history["exercises"]] == ["squat"]


def test_a_history_is_a_table_as_well(api: httpx.Client, trained: str) -> None:
    asked = {**PERIOD, "member_id": trained}
    answer = api.get("/history.csv", params=asked)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    weeks = api.get("/history", params=asked).json()["buckets"]

    assert answer.headers["content-disposition"] == 'attachment; filename="history.csv"'
    assert [row["first_day"] for row in rows] == [one["first_day"] for one in weeks]
    assert [int(row["good"]) for row in rows] == [one["good"] for one in weeks]
    assert rows[0]["faults"].startswith("KNEES_IN LEFT_KNEE ")
    file = api.get("/history.parquet", params=asked).content
    assert parquet.read_table(io.BytesIO(file)).num_rows == len(rows)


def test_an_exercise_has_versions_and_is_archived_and_taken_back(
    api: httpx.Client, trained: str
) -> None:
    assert trained
    [squat] = api.get("/exercises").json()["items"]
    path = f"/exercises/{squat['exercise_id']}"
    versions = api.get(f"{path}/versions").json()["items"]

    assert api.get(path).json() == {**squat, "equipment": None}
    assert [one["digest"] for one in versions] == [squat["live"]["digest"]]
    assert api.put(f"{path}/archive").json()["archived_ms"] is not None
    assert api.get("/exercises").json()["items"] == []
    assert api.put(f"{path}/restore").json()["archived_ms"] is None
    chosen = {"digest": "0" * 64, "expected_digest": squat["live"]["digest"]}
    assert api.put(f"{path}/live", json=chosen).status_code == 404


def test_an_exercise_names_the_equipment_that_it_was_taught_with(
    gym: RememberingGym, api: httpx.Client
) -> None:
    held = Equipment(
        EquipmentKind.DUMBBELLS,
        {EquipmentEnd.LEFT: taught_end(Joint.LEFT_WRIST, 0.11), EquipmentEnd.RIGHT: b"unreadable"},
    )
    curl = Exercise((replace(squat_reference(), exercise="curl"),), equipment=held)
    info = gym.exercises.store(exercise_bytes(curl), "recorded")
    shown = api.get(f"/exercises/{info.exercise_id}").json()
    gym.exercises.archive(info)

    assert shown["equipment"] == {
        "kind": "dumbbells",
        "ends": [{"end": "BAR_LEFT", "radius_tl": 0.11}, {"end": "BAR_RIGHT", "radius_tl": None}],
    }


def test_this_machine_has_all_rights_and_what_a_proxy_passes_on_has_none(
    gym: RememberingGym,
) -> None:
    address = f"{gym.address}api/rights"
    here = httpx.get(address, trust_env=False).json()["rights"]
    passed = httpx.get(address, trust_env=False, headers={"X-Forwarded-For": "10.0.0.7"}).json()

    assert "members:erase" in here
    assert (passed["rights"], passed["me"]) == (["check-in:begin", "sign-in:begin"], None)


def test_the_notifier_serves_its_page_while_the_catalog_is_away(
    gym: RememberingGym, api: httpx.Client
) -> None:
    gym.catalog.process.terminate()
    gym.catalog.process.wait(PATIENCE_S)
    away = api.get("/members")

    assert away.status_code == away.json()["status"] == 503
    assert away.json()["detail"].startswith("the catalog does not answer")
    assert httpx.get(f"{gym.address}api/stations", trust_env=False).status_code == 200
    assert httpx.get(f"{gym.address}members", trust_env=False).status_code == 200
