"""A trainer films a recording by the API, with a real catalog and real Redis behind it."""

import time

import httpx
import numpy as np
import pytest

from spotter.pictures.jpeg import encode_jpeg
from spotter.wire.names import frame_stream
from spotter.wire.poses.frames import Frame, frame_fields
from support.gyms.gym_in_redis import put_station
from support.processes.running_pose_worker import TRACE_ID
from support.records.remembering_gym import RememberingGym
from support.waiting import until

JPEG = encode_jpeg(np.full((48, 64, 3), 90, np.uint8))
BOX = {"end": "left", "index": 0, "x_px": 10, "y_px": 8, "width_px": 20, "height_px": 20}
NEW = {"station_id": "rack-1", "equipment": "kettlebell"}


@pytest.fixture
def film(gym: RememberingGym, api: httpx.Client) -> str:
    """The address of a film with three pictures, of nobody, that goes on."""
    put_station(gym.client, "rack-1")
    begun = api.post("/recordings/films", json={**NEW, "agreed": True})
    assert begun.status_code == 201, begun.text
    address = begun.headers["Location"].removeprefix("/api/v1")
    assert address == f"/recordings/films/{begun.json()['film_id']}"
    for number in range(3):
        captured_us = time.time_ns() // 1000 + 100_000 * number
        fields = {**frame_fields(Frame("rack-1", captured_us, 64, 48, TRACE_ID, JPEG))}
        gym.client.xadd(frame_stream("rack-1"), fields)  # type: ignore[arg-type] # dict is invariant
    until(lambda: len(api.get(address).json()["times_ms"]) == 3, what="three pictures")
    return address


def keeps_pictures(gym: RememberingGym) -> bool:
    """What the wall is told of the station."""
    answer = httpx.get(f"{gym.address.removesuffix('/')}/api/stations", trust_env=False)
    return any(one["keeps_pictures"] for one in answer.json() if one["station_id"] == "rack-1")


def test_without_consent_nothing_is_filmed(api: httpx.Client) -> None:
    for given in (NEW, {**NEW, "agreed": False}):
        answer = api.post("/recordings/films", json=given)
        assert answer.status_code == 422
        assert answer.json()["detail"] == (
            "pictures are kept only if whoever is in them agrees: ask them, and say so"
        )


def test_a_film_is_seen_by_pictures_and_deleted_and_the_station_says_so_meanwhile(
    gym: RememberingGym, api: httpx.Client, film: str
) -> None:
    until(lambda: keeps_pictures(gym), what="that the station says so")
    view = api.get(film).json()
    assert (view["state"], view["problem"], view["equipment"]) == ("recording", None, "kettlebell")
    assert (view["width_px"], view["height_px"], view["proposals"], view["tracks"]) == (
        (64, 48, [], [])
    )
    assert view["kept_until_ms"] - view["times_ms"][0] <= 3_600_000
    picture = api.get(f"{film}/pictures/2")
    assert picture.content == JPEG
    assert (picture.headers["Content-Type"], picture.headers["Cache-Control"]) == (
        "image/jpeg",
        "no-store",
    )
    assert api.get(f"{film}/pictures/3").status_code == 404
    assert api.post(f"{film}/end", json={}).json()["state"] == "recorded"
    assert keeps_pictures(gym)
    assert api.delete(film).status_code == 204
    until(lambda: not keeps_pictures(gym), what="that the station says so no more")
    gone = api.get(film)
    assert gone.status_code == 404
    assert gone.json()["detail"].endswith("record it again")


def test_what_cannot_be_taught_is_refused_in_words(api: httpx.Client, film: str) -> None:
    early = api.post(f"{film}/proposal", json={})
    assert (early.status_code, early.json()["detail"]) == (
        409,
        "the film is still being recorded: end it first",
    )
    api.post(f"{film}/end", json={})
    asked = api.post(f"{film}/track", json={"boxes": [BOX]})
    assert (asked.status_code, asked.json()["state"]) == (202, "following")
    until(lambda: api.get(film).json()["state"] != "following", what="an answer")
    refused = api.get(film).json()
    assert (refused["state"], refused["problem"]) == (
        "refused",
        "nobody is seen in the film: film it again with all of the body in view",
    )
    assert api.post(f"{film}/track", json={"boxes": []}).status_code == 422
    assert api.post(f"{film}/track", json={"boxes": [{**BOX, "end": "top"}]}).status_code == 422
    api.delete(film)
