"""An exercise is calibrated by the API, with a real catalog and real Redis behind it."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from spotter.movement.values import Exercise
from spotter.wire.references import exercise_bytes
from support.movements.stick_squats import squat_reference
from support.records.remembering_gym import RememberingGym

Squat = dict[str, Any]


@pytest.fixture(scope="module")
def trained(gym: RememberingGym) -> RememberingGym:
    gym.train(gym.add_member("Anna"), weeks=2)
    return gym


@pytest.fixture
def squat(trained: RememberingGym, api: httpx.Client) -> Squat:
    (info,) = (one for one in trained.exercises.listed() if one.name == "squat")
    exercise: Squat = api.get(f"/exercises/{info.exercise_id}").json()
    return exercise


def test_a_calibration_tells_what_a_threshold_rests_on(squat: Squat, api: httpx.Client) -> None:
    answer = api.get(f"/exercises/{squat['exercise_id']}/calibration")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert {**found["exercise"], "equipment": None} == squat
    assert (found["judged_by"], found["people"]) == ("another person", 1)
    assert found["least_promised_ratio"] is None
    assert {one["kind"] for one in found["known"]} == {"recorded"}
    assert 0.05 in [one["false_alarm_ratio"] for one in found["rates"]]
    # Those that were made up as faulty name no score by the recordings.
    gym = found["gym"]
    assert (len(gym["good"]), gym["faulty"], gym["by_other_recordings"]) == (7, [], 0)
    week = api.get(f"/exercises/{squat['exercise_id']}/calibration?days=3").json()["gym"]
    assert len(week["good"]) == 5


def test_a_trial_needs_scorers_and_one_thing_to_try(squat: Squat, api: httpx.Client) -> None:
    path, digest = f"/exercises/{squat['exercise_id']}/trial", squat["live"]["digest"]
    for change, status, detail in (
        ({}, 422, "expected a false-alarm ratio or an earlier version, one of them"),
        ({"false_alarm_ratio": 0.2, "digest": digest}, 422, "one of them"),
        ({"false_alarm_ratio": 0.6}, 422, "less than 0.5"),
        ({"digest": "ab" * 32}, 404, "squat has no version abababababab"),
        ({"false_alarm_ratio": 0.05}, 422, "another false-alarm ratio than 0.05, which is live"),
    ):
        answer = api.put(path, json={"expected_digest": digest, **change})
        assert (answer.status_code, detail in answer.json()["detail"]) == (status, True), (
            answer.text
        )
    for expected, detail in (
        ("ab" * 32, "somebody else changed squat meanwhile: look at it again"),
        (digest, "no scorer takes replays: does the gym run?"),
    ):
        answer = api.put(path, json={"expected_digest": expected, "false_alarm_ratio": 0.2})
        assert (answer.status_code, answer.json()["detail"]) == (409, detail)
    assert api.get(path).status_code == 404


def test_a_trial_is_seen_made_live_and_dismissed(gym: RememberingGym, api: httpx.Client) -> None:
    lunge = Exercise((replace(squat_reference(), exercise="lunge"),))
    info = gym.exercises.store(exercise_bytes(lunge), "recorded")
    path = f"/exercises/{info.exercise_id}/trial"
    wanted = {"expected_digest": info.digest, "false_alarm_ratio": 0.2, "days": 28}
    begun = api.put(path, json=wanted).json()
    assert (begun["is_done"], begun["words"]) == (True, ["No rep could be judged again."])
    assert begun["what"] == "false alarms: at most 20%, instead of 5%"
    assert api.get(path).json() == begun
    other = api.request("DELETE", path, params={"trial_id": "ab" * 8})
    assert (other.status_code, api.get(path).status_code) == (409, 200)

    trial = {"trial_id": begun["trial_id"]}
    live = api.put(f"{path}/live", json={**trial, "reason": "too strict"}).json()["live"]
    assert (live["false_alarm_ratio"], live["author"]) == (0.2, "local")
    assert live["reason"] == "false alarms: at most 20%, instead of 5%; too strict"
    assert api.put(f"{path}/live", json=trial).status_code == 404

    back = {"expected_digest": live["digest"], "digest": info.digest}
    begun = api.put(path, json=back).json()
    assert begun["what"] == f"back to version {info.digest[:12]}"
    gone = api.request("DELETE", path, params={"trial_id": begun["trial_id"]})
    assert (gone.json(), api.get(path).status_code) == ({"trial_id": begun["trial_id"]}, 404)
