"""A trainer teaches by the API, with a real catalog and real Redis behind it."""

import httpx
import pytest

from spotter.simulation.motion.performance import Plan
from support.gyms.seen_at_station import see
from support.movements.filmed import filmed
from support.records.remembering_gym import RememberingGym

FIVE = filmed(Plan("squat", reps=5))[1]
START_US = 1_700_000_000_000_000


@pytest.fixture
def recording(gym: RememberingGym, api: httpx.Client) -> dict[str, object]:
    """A recording of five squats that has begun, and its last answer."""
    gym.client.delete("poses:rack-1")
    see(gym.client, "rack-1", FIVE.between(0, 1), START_US)
    begun = found(api)
    see(gym.client, "rack-1", FIVE, int(begun["since_ms"]) * 1000 + 1000)  # type: ignore[call-overload]
    return found(api, since_ms=begun["since_ms"])


def found(api: httpx.Client, **asked: object) -> dict[str, object]:
    answer = api.post("/recordings/found", json={"station_id": "rack-1", **asked})
    assert answer.status_code == 200, answer.text
    view: dict[str, object] = answer.json()
    return view


def test_a_recording_begins_now_and_counts_its_frames_and_reps(
    recording: dict[str, object], api: httpx.Client
) -> None:
    assert recording["frames"] == len(FIVE)
    assert (recording["view"], recording["why_none"], recording["doubts"]) == ("front", "", [])
    reps: list[dict[str, dict[str, list[object]]]] = recording["reps"]  # type: ignore[assignment]
    assert len(reps) == 5
    assert len(reps[0]["movement"]["frames"][0]) == 25  # type: ignore[arg-type]
    again = {key: recording[key] for key in ("since_ms", "until_ms")}
    assert found(api, **again, expected_reps=7)["doubts"] == ["Found 5 reps, not 7."]


def test_a_recording_without_anybody_has_no_rep_and_says_so(
    recording: dict[str, object], api: httpx.Client
) -> None:
    until_ms = recording["until_ms"]
    nobody = found(api, since_ms=int(until_ms) + 1)  # type: ignore[call-overload]
    assert (nobody["frames"], nobody["reps"], nobody["why_none"]) == (0, [], "nobody is seen yet")


@pytest.mark.usefixtures("recording")
def test_a_station_without_pictures_and_a_recording_too_long_are_refused(
    api: httpx.Client,
) -> None:
    for asked, detail in (
        ({"station_id": "rack-7"}, "rack-7 sends no pictures: nothing can be recorded"),
        ({"station_id": "rack-1", "since_ms": 5}, "a recording lasts at most 120 s; begin again"),
    ):
        answer = api.post("/recordings/found", json=asked)
        assert (answer.status_code, answer.json()["detail"]) == (422, detail)


def test_reps_become_an_exercise_and_more_are_added(
    recording: dict[str, object], api: httpx.Client
) -> None:
    reps = [one["data"] for one in recording["reps"]]  # type: ignore[attr-defined]
    new = {"reps": reps[1:4], "name": "Pistol squat", "person": "Bo", "source": "at Rack 1"}
    made = api.post("/recordings", json=new)
    assert made.status_code == 201, made.text
    exercise = made.json()["exercise"]
    assert exercise["live"]["good_reps"] == 3
    assert made.json()["words"][0] == "Pistol squat is ready, with 3 good reps."
    alone = api.get(made.headers["Location"].removeprefix("/api/v1")).json()
    assert alone == exercise | {"equipment": None}
    more = {"reps": reps[4:], "exercise_id": exercise["exercise_id"], "person": "Cy"}
    added = api.post("/recordings", json=more).json()["exercise"]["live"]
    assert (added["good_reps"], added["people"]) == (4, 2)


@pytest.mark.parametrize(
    ("wrong", "detail"),
    [
        ({"name": "a"}, "reps"),
        ({"reps": ["AAAA"], "name": "a"}, "expected a rep's poses"),
        ({"reps": ["CgA="]}, "a new exercise's name or a known one's id"),
    ],
)
def test_what_is_no_recording_is_refused(
    wrong: dict[str, object], detail: str, api: httpx.Client
) -> None:
    answer = api.post("/recordings", json=wrong)
    assert answer.status_code == 422
    assert detail in answer.json()["detail"]


def test_a_word_on_a_rep_of_the_ledger_makes_a_version_to_go_back_from(
    gym: RememberingGym, api: httpx.Client
) -> None:
    reps = gym.train(gym.add_member("Dana"), "rack-1", weeks=1)
    path = f"/reps/{reps[0].rep_id}/judgement"
    judged = api.put(path, json={"judgement": "fine"}).json()
    assert judged["is_changed"]
    assert judged["words"][0] == "This rep and reps like it are good from now on."
    assert judged["words"][1].startswith("The threshold for anybody stays at 0.")
    exercise = judged["exercise"]
    assert exercise["live"]["reason"].startswith(f"fine: rep {reps[0].rep_id}, by ")
    again = api.put(path, json={"judgement": "fine"}).json()
    assert (again["is_changed"], again["words"]) == (
        False,
        ["This is known of squat already: nothing changed."],
    )
    back = {"digest": judged["previous_digest"], "expected_digest": exercise["live"]["digest"]}
    gone_back = api.put(f"/exercises/{exercise['exercise_id']}/live", json=back)
    assert gone_back.json()["live"]["digest"] == judged["previous_digest"]
    assert api.put("/reps/rack-1_1_1/judgement", json={"judgement": "wrong"}).status_code == 404
