"""Equipment is taught in a real browser: a real catalog follows it through rendered pictures."""

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from spotter.movement.values import EquipmentEnd, EquipmentKind
from spotter.runtime.clock import wall_clock_us
from spotter.wire.names import FILM_PREFIX
from spotter.wire.references import exercise_from_bytes
from support.equipment.filmed import BarbellFilm, barbell_film
from support.equipment.played import play
from support.gyms.live_page import open_grid, tile
from support.gyms.seen_at_station import see
from support.records.remembering_gym import RememberingGym
from support.servers.accessible import breaches
from support.servers.browser import NO_SUCCESS, quiet_page
from support.waiting import until

RACK = "rack-1"
LEFT = EquipmentEnd.LEFT
DRAWN_ON_S = 1.2
KEPT = "Pictures are being kept for teaching, until the trainer is done."
COLOUR_AT = """(canvas, [xRatio, yRatio]) => {
  const { width, height } = canvas;
  const data = canvas.getContext("2d").getImageData(xRatio * width, yRatio * height, 1, 1).data;
  return [...data].slice(0, 3);
}"""
LEFT_COLOUR = """() => {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.style.color = "var(--left)";
  const colour = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
  probe.remove();
  return colour;
}"""


@pytest.fixture(scope="module")
def take() -> BarbellFilm:
    """Three curls with a barbell."""
    return barbell_film(3, who=1, seed=1)


@pytest.fixture
def excused() -> tuple[str, ...]:
    return (NO_SUCCESS,)


def begin(page: Page, gym: RememberingGym, take: BarbellFilm) -> None:
    """Begin to record with a barbell at the station, to which somebody has just come."""
    first_us = int(take.poses.captured_us[0])
    see(gym.client, RACK, take.poses.between(first_us, first_us), wall_clock_us() - first_us)
    page.goto(f"{gym.address}exercises?new={RACK}")
    page.get_by_label("Equipment").select_option("barbell")
    expect(page.get_by_role("button", name="Begin", exact=True)).to_be_disabled()
    page.get_by_label("Who is in the picture agrees that pictures are kept").check()
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()


def train(gym: RememberingGym, take: BarbellFilm, pictures: int | None = None) -> None:
    """Do what the take shows, as fast as it was done."""
    start_us = wall_clock_us() - int(take.poses.captured_us[0])
    now = replace(take, poses=replace(take.poses, captured_us=take.poses.captured_us + start_us))
    for number, captured_us in enumerate(now.poses.captured_us[:pictures].tolist()):
        time.sleep(max(0.0, (captured_us - wall_clock_us()) / 1e6))
        play(gym.client, RACK, now, range(number, number + 1))
        see(gym.client, RACK, now.poses.between(captured_us, captured_us))


def stop(page: Page, film: BarbellFilm) -> int:
    """Stop, and go to a picture on which a box can be drawn; returns its place in the take."""
    page.get_by_role("button", name="Stop").click()
    slider = page.get_by_role("slider", name="Moment of the recording")
    expect(slider).to_be_visible()
    missed = len(film.pictures) - 1 - int(slider.get_attribute("max") or 0)
    assert missed < 10, "the first pictures alone may be missed"
    slider.focus()
    wanted = int(DRAWN_ON_S * 10)
    for _ in range(wanted - missed):
        slider.press("ArrowRight")
    return wanted


def draw_box(page: Page, take: BarbellFilm, frame: int) -> None:
    """Draw it with the mouse round the end at the athlete's left hand."""
    page.get_by_label("at their left hand").check()
    canvas = page.locator(".film-picture")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    place = take.place(frame, LEFT)
    scale = box["width"] / take.pictures[0].shape[1]

    def at(sign: int) -> tuple[float, float]:
        x_px, y_px = (one + sign * place.radius_px for one in (place.x_px, place.y_px))
        return box["x"] + scale * x_px, box["y"] + scale * y_px

    page.mouse.move(*at(-1))
    page.mouse.down()
    page.mouse.move(*at(0))
    page.mouse.move(*at(1))
    page.mouse.up()


def draw_by_finger(page: Page) -> None:
    """Draw a box from the middle of the picture, which must not scroll the page instead."""
    canvas = page.locator(".film-picture")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    fingers = page.context.new_cdp_session(page)
    for kind, away in (("touchStart", 0), ("touchMove", 10), ("touchMove", 40)):
        point = {"x": x + away, "y": y + away}
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def kept_films(gym: RememberingGym) -> list[bytes]:
    """The films whose pictures are kept."""
    return [*gym.client.scan_iter(f"{FILM_PREFIX}*")]


def error_radii(take: BarbellFilm, film: dict[str, Any]) -> float:
    """How far the track is from where the end was at most."""
    (track,) = film["tracks"]
    missed = len(take.pictures) - len(film["times_ms"])
    away = []
    for index, x_px, y_px, _ in track["places"]:
        true = take.place(index + missed, LEFT)
        away.append(np.hypot(x_px - true.x_px, y_px - true.y_px) / true.radius_px)
    assert len(away) > 0.8 * len(film["times_ms"])
    return float(max(away))


def is_ringed(page: Page, take: BarbellFilm, film: dict[str, Any]) -> bool:
    """Whether the shown picture, which has a place of the track, has a ring round it."""
    (track,) = film["tracks"]
    index = int(page.get_by_role("slider", name="Moment of the recording").input_value())
    x_px, y_px, radius_px = next(place[1:] for place in track["places"] if place[0] == index)
    height, width = take.pictures[0].shape[:2]
    shown = page.locator(".film-picture").evaluate(
        COLOUR_AT, [x_px / width, (y_px + radius_px) / height]
    )
    return bool(np.abs(np.subtract(shown, page.evaluate(LEFT_COLOUR))).max() < 40)


def test_a_barbell_is_taught_by_one_box_and_no_picture_stays(
    gym: RememberingGym, page: Page, take: BarbellFilm
) -> None:
    films: list[dict[str, Any]] = []

    def note(response: Response) -> None:
        is_json = response.headers.get("content-type") == "application/json"
        if is_json and response.request.method == "GET" and "/recordings/films/" in response.url:
            films.append(response.json())

    page.on("response", note)
    begin(page, gym, take)
    train(gym, take)
    expect(page.locator(".progress")).to_contain_text("3 reps")
    assert kept_films(gym)
    frame = stop(page, take)
    assert breaches(page) == []

    draw_box(page, take, frame)
    expect(page.get_by_role("list", name="Boxes taken")).to_contain_text("Left end at")
    page.get_by_role("button", name="Follow it").click()
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    expect(page.locator(".film .answer")).to_contain_text("It is clear in")
    followed = films[-1]
    assert followed["state"] == "followed"
    assert error_radii(take, followed) < 0.5
    page.get_by_role("button", name="Next picture").click()
    until(lambda: is_ringed(page, take, followed), what="a ring round the end")
    assert breaches(page) == []

    page.get_by_role("button", name="Done").click()
    expect(page.get_by_label("Name of the exercise")).to_be_focused()
    page.keyboard.type("barbell curl")
    page.get_by_label("Who did it").fill("Ida")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("form .answer")).to_have_text("barbell curl is ready, with 3 good reps.")
    expect(page.locator(".film-picture")).to_have_count(0)
    assert kept_films(gym) == []
    taught = exercise_from_bytes(gym.exercises.named("barbell curl").data).equipment
    assert taught is not None
    assert (taught.kind, set(taught.taught)) == (EquipmentKind.BARBELL, {LEFT})


def test_a_box_is_drawn_by_keys_or_a_finger_and_the_pictures_can_be_discarded(
    gym: RememberingGym, chromium: Browser, take: BarbellFilm
) -> None:
    with quiet_page(chromium, 360, NO_SUCCESS) as page:
        draw_and_discard(page, gym, take)
    assert exercise_from_bytes(gym.exercises.named("plain curl").data).equipment is None


def draw_and_discard(page: Page, gym: RememberingGym, take: BarbellFilm) -> None:
    begin(page, gym, take)
    train(gym, take)
    expect(page.locator(".progress")).to_contain_text("3 reps")
    stop(page, take)
    canvas = page.locator(".film-picture")
    canvas.focus()
    boxes = page.get_by_role("list", name="Boxes taken").get_by_role("listitem")
    for key in ("ArrowRight", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowDown"):
        canvas.press(key)
    expect(page.locator(".film [role=status].unseen")).to_contain_text("wide and")
    expect(boxes).to_have_count(0)
    canvas.press("Enter")
    expect(boxes).to_have_count(1)
    canvas.press("Escape")
    expect(boxes).to_have_count(0)
    draw_by_finger(page)
    expect(boxes).to_have_count(1)

    page.get_by_role("button", name="Discard the pictures").click()
    expect(page.get_by_text("no equipment was taught")).to_be_visible()
    until(lambda: not kept_films(gym), what="the end of the pictures")
    page.get_by_label("Name of the exercise").fill("plain curl")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("form .answer")).to_have_text("plain curl is ready, with 3 good reps.")


def test_a_recording_ends_by_itself_and_its_film_before_the_reps_are_known(
    gym: RememberingGym, chromium: Browser, take: BarbellFilm
) -> None:
    unanswered: list[Route] = []

    def leave_open(route: Route) -> None:
        unanswered.append(route)

    with quiet_page(chromium, 1280, NO_SUCCESS) as page:
        page.clock.install()
        begin(page, gym, take)
        train(gym, take)
        expect(page.locator(".progress")).to_contain_text("3 reps")

        page.route("**/recordings/found", leave_open)
        with page.expect_response("**/recordings/films/*/end") as ended:
            page.clock.fast_forward(120_000)
        assert ended.value.json()["state"] == "recorded"
        again = page.get_by_role("button", name="Begin again")
        expect(again).to_be_disabled()
        for question in unanswered:
            question.continue_()
        expect(page.locator(".progress")).to_contain_text("It ended by itself")
        expect(page.get_by_role("slider", name="Moment of the recording")).to_be_visible()
        page.get_by_label("Who is in the picture agrees that pictures are kept").check()
        expect(again).to_be_enabled()


def test_neither_reps_nor_pictures_are_lost_sight_of_when_spotter_does_not_answer_for_a_while(
    gym: RememberingGym, chromium: Browser, take: BarbellFilm
) -> None:
    with quiet_page(chromium, 1280, NO_SUCCESS) as page:
        begin(page, gym, take)
        page.route("**/recordings/found", refuse, times=1)
        expect(page.get_by_text("It is not known now.")).to_be_visible()
        train(gym, take)
        expect(page.locator(".progress")).to_contain_text("3 reps")
        stop(page, take)

        page.route("**/recordings/films/*", refuse, times=1)
        discard = page.get_by_role("button", name="Discard the pictures")
        discard.click()
        expect(page.locator(".film .answer")).to_contain_text("The pictures are still there")
        assert kept_films(gym)
        discard.click()
        expect(page.get_by_text("no equipment was taught")).to_be_visible()
        assert kept_films(gym) == []
        expect(page.get_by_label("Name of the exercise")).to_be_focused()


def refuse(route: Route) -> None:
    """Answer instead of Spotter that something went wrong."""
    route.fulfill(status=500, json={"detail": "it is not known now"})


def test_whoever_leaves_the_page_leaves_no_pictures_and_the_wall_says_while_there_are(
    gym: RememberingGym, chromium: Browser, take: BarbellFilm
) -> None:
    with quiet_page(chromium, 1280) as page, quiet_page(chromium, 1280) as wall:
        open_grid(wall, gym.address)
        kept = tile(wall, RACK).locator(".kept")
        begin(page, gym, take)
        train(gym, take, pictures=10)
        until(lambda: kept_films(gym), what="a kept picture")
        expect(kept).to_have_text(KEPT)

        page.goto(f"{gym.address}members")
        until(lambda: not kept_films(gym), what="the end of the pictures")
        expect(kept).to_be_hidden()
