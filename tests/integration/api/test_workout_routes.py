"""The API's routes for workouts, with a real catalog behind them."""

from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from support.records.remembering_gym import RememberingGym

Asked = dict[str, str | bool | list[str]]

FILE = {"Content-Type": "application/octet-stream"}
STRONG = """Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes
2026-02-02 18:30:00,Legs,1h,Squat (Barbell),1,60,8,0,0,
2026-02-02 18:30:00,Legs,1h,Squat (Barbell),2,60,8,0,0,
2026-02-02 18:30:00,Legs,1h,Nordic Curl,1,0,5,0,0,
2026-02-02 18:30:00,Legs,1h,Squat (Barbell),3,heavy,8,0,0,
"""
SQUATS = {
    "exercise": "squat",
    "sets": 3,
    "reps": 8,
    "tempo": "3-1-1-0",
    "rest_s": 90,
    "load": "135 lb",
}
HOLD = {"exercise": "squat", "sets": 2, "seconds": 45}


@pytest.fixture(scope="module")
def anna(gym: RememberingGym) -> str:
    """A member, in a gym that has a squat; the id."""
    member_id = gym.add_member("Anna")
    gym.train(member_id, weeks=1)
    return member_id


def test_a_workout_is_planned_changed_and_deleted(api: httpx.Client, anna: str) -> None:
    placement = {"member_id": anna, "day": "2026-03-02"}
    answer = api.post(
        "/workouts", json={"title": "Legs", "items": [SQUATS, HOLD], "placement": placement}
    )
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["kind"], made["member_id"], made["day"]) == ("planned", anna, "2026-03-02")
    squats, hold = made["items"]
    assert squats["load_kg"] == 61.23496995, "135 lb, exactly"
    assert (squats["tempo"], squats["rest_s"], hold["seconds"]) == ("3-1-1-0", 90, 45)

    path = answer.headers["location"].removeprefix("/api/v1")
    done = {"title": "Legs", "items": [HOLD], "placement": {**placement, "is_performed": True}}
    assert api.put(path, json=done).json()["kind"] == "performed"
    day = {"member_id": anna, "first_day": "2026-03-02", "last_day": "2026-03-02"}
    assert [one["title"] for one in api.get("/workouts", params=day).json()["items"]] == ["Legs"]
    assert api.delete(path).status_code == 204
    assert api.get(path).status_code == 404


def test_what_cannot_be_a_workout_is_refused_in_words(api: httpx.Client, anna: str) -> None:
    unknown = api.post("/workouts", json={"title": "A", "items": [{**HOLD, "exercise": "sqat"}]})
    both = api.post("/workouts", json={"title": "A", "items": [{**HOLD, "reps": 3}]})
    load = api.post("/workouts", json={"title": "A", "items": [{**SQUATS, "load": "60"}]})
    day = {"member_id": anna, "day": "1969-12-31"}
    early = api.post("/workouts", json={"title": "A", "items": [HOLD], "placement": day})
    empty = api.post("/workouts", json={"title": "A", "items": []})

    assert unknown.status_code == 404
    assert "either reps or seconds" in both.json()["detail"]
    assert "82.5 kg" in load.json()["detail"]
    assert [one.status_code for one in (both, load, early, empty)] == [422] * 4


def test_a_template_is_planned_for_a_class_once(api: httpx.Client, anna: str) -> None:
    template = api.post("/workouts", json={"title": "Legs", "items": [SQUATS]}).json()
    plan = {"name": "Evening", "first_day": "2026-03-02", "starts_at": "18:30", "minutes": 60}
    gym_class = api.post("/classes", json={**plan, "member_ids": [anna]}).json()
    wanted = {"day": "2026-03-09", "class_id": gym_class["class_id"]}

    path = f"/workouts/{template['workout_id']}/plans"
    first, again = api.post(path, json=wanted).json(), api.post(path, json=wanted).json()

    assert (first["new_count"], again["new_count"]) == (1, 0)
    assert first["workouts"][0]["class_id"] == gym_class["class_id"]
    templates = api.get("/workouts", params={"kind": "template"}).json()["items"]
    assert [one["title"] for one in templates] == ["Legs"]


def test_a_file_of_another_app_is_looked_at_and_imported(api: httpx.Client, anna: str) -> None:
    order: Asked = {"member_id": anna, "unit": "kg"}
    seen = api.post("/workout-imports", params=order, content=STRONG, headers=FILE).json()
    assert [one["exercise"] for one in seen["matched"]] == ["squat"]
    assert [one["name"] for one in seen["unmatched"]] == ["Nordic Curl"]
    assert seen["not_read_count"] == 1
    assert seen["not_read"][0].startswith("line 5: ")
    assert seen["stored_count"] == 0

    chosen: Asked = {
        **order,
        "dry_run": False,
        "name": ["Squat (Barbell)=squat", "Nordic Curl=squat"],
    }
    stored = api.post("/workout-imports", params=chosen, content=STRONG, headers=FILE).json()
    assert (stored["stored_count"], stored["new_count"]) == (1, 1)
    again = api.post("/workout-imports", params=chosen, content=STRONG, headers=FILE).json()
    assert (again["stored_count"], again["new_count"]) == (1, 0)
    mine = {"member_id": anna, "kind": "performed", "first_day": "2026-02-02"}
    [done] = api.get("/workouts", params={**mine, "last_day": "2026-02-02"}).json()["items"]
    assert done["title"] == "Legs"


def test_a_file_is_taken_only_as_what_foreign_pages_cannot_send(
    api: httpx.Client, anna: str
) -> None:
    for kind in ("text/plain", "multipart/form-data; boundary=x", "text/csv"):
        refused = api.post(
            "/workout-imports",
            params={"member_id": anna},
            content=STRONG,
            headers={"Content-Type": kind},
        )
        assert refused.status_code == 415
        assert "application/octet-stream" in refused.json()["detail"]


def test_the_gym_says_which_day_it_is(api: httpx.Client) -> None:
    said = api.get("/gym").json()

    assert abs(date.fromisoformat(said["today"]) - datetime.now(UTC).date()) <= timedelta(days=1)
    assert said["time_zone"]
