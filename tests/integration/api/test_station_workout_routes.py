"""The API's routes for the workout that is done at a station, with a real catalog behind them."""

import httpx
import pytest

from support.records.described import FLY, file_of
from support.records.remembering_gym import RememberingGym
from support.waiting import until

ROUTE = "/stations/mat-7/workout"
SQUATS = {"exercise": "squat", "sets": 2, "reps": 3, "rest_s": 60, "load": "60 kg"}


@pytest.fixture(scope="module")
def _bea_trains(gym: RememberingGym) -> None:
    """A member is at the station, with a workout for today."""
    gym.train(gym.add_member("Abel"), weeks=1)
    address = gym.address.removesuffix("/") + "/api/v1"
    bea = gym.add_member("Bea")
    with httpx.Client(base_url=address, trust_env=False) as api:
        placement = {"member_id": bea, "day": api.get("/gym").json()["today"]}
        plan = {"title": "Legs", "items": [SQUATS], "placement": placement}
        assert api.post("/workouts", json=plan).status_code == 201
        gym.sessions.begin("mat-7", bea)
        until(lambda: api.get(ROUTE).json(), what="the workout of the day")


@pytest.mark.usefixtures("_bea_trains")
def test_a_workout_is_shown_and_corrected_where_it_is_done_and_that_is_counted(
    gym: RememberingGym, api: httpx.Client
) -> None:
    found = api.get(ROUTE).json()
    assert (found["title"], found["current"]["state"], found["can_undo"]) == ("Legs", "next", False)
    loaded = api.post(f"{ROUTE}/correct", json={"what": "load", "load_kg": 50}).json()
    assert [one["load_kg"] for one in loaded["items"][0]["sets"]] == [50, 50]
    ticked = api.post(f"{ROUTE}/correct", json={"what": "next"}).json()
    assert (ticked["current"]["state"], ticked["next"]["set"]) == ("resting", 2)
    undone = api.post(f"{ROUTE}/correct", json={"what": "undo"}).json()
    assert (undone["current"]["state"], undone["current"]["load_kg"]) == ("next", 50)
    workouts = "spotter_catalog_workouts"
    for kind in ("load", "next", "undo"):
        assert gym.catalog.metric(f'{workouts}_corrections_total{{kind="{kind}"}}') == 1
    assert gym.catalog.metric(f'{workouts}_sets_done_total{{by="tap"}}') == 1


@pytest.mark.usefixtures("_bea_trains")
def test_another_exercise_is_counted_only_if_somebody_has_taught_it(api: httpx.Client) -> None:
    as_bytes = {"Content-Type": "application/octet-stream"}
    route = "/exercise-imports?dry_run=false"
    assert api.post(route, content=file_of(FLY), headers=as_bytes).json()["new_count"] == 1
    other = {"what": "exercise", "exercise": "Cable Crossover"}
    current = api.post(f"{ROUTE}/correct", json=other).json()["current"]
    assert (current["exercise"], current["is_counted"]) == ("Cable Crossover", False)
    current = api.post(f"{ROUTE}/correct", json={"what": "undo"}).json()["current"]
    assert (current["exercise"], current["is_counted"]) == ("squat", True)


@pytest.mark.usefixtures("_bea_trains")
def test_what_cannot_be_corrected_is_refused_in_words(api: httpx.Client) -> None:
    nowhere = api.post("/stations/nowhere/workout/correct", json={"what": "skip"})
    assert (nowhere.status_code, nowhere.json()["detail"]) == (
        404,
        "no workout is followed at nowhere",
    )
    assert api.get("/stations/nowhere/workout").json() is None
    asked = (
        ({"what": "exercise", "exercise": "sqat"}, 404, "squat"),
        ({"what": "exercise"}, 422, "expected an exercise"),
        ({"what": "exercise", "exercise": "a\u0000"}, 422, "one line"),
        ({"what": "load", "load_kg": 5000}, 422, "1000"),
        ({"what": "next", "load_kg": 5}, 422, "expected an exercise"),
    )
    for given, status, words in asked:
        answer = api.post(f"{ROUTE}/correct", json=given)
        assert (answer.status_code, words in answer.json()["detail"]) == (status, True), answer.text
