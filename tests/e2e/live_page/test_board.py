"""Tiles and feed of the live page, as things happen."""

from playwright.sync_api import Browser, Page, expect

from spotter.movement.values.judged.verdict import Outcome
from spotter.wire import names
from spotter.wire.stations import Judged, Status
from support.gyms.live_page import BAR, INK, PICTURE, SCRIPT, SHADOW, notifier_of, tile
from support.gyms.staged_gym import StagedGym
from support.servers.redis_server import free_port
from support.waiting import until


def test_every_station_has_a_tile_with_name_exercise_and_state(page: Page) -> None:
    rack = tile(page, "rack-1")

    expect(rack.get_by_role("heading")).to_have_text("Rack 1")
    expect(rack.locator(".exercise")).to_have_text("Squat")
    expect(rack.locator(".status")).to_have_text("Live")
    expect(page.locator("#summary")).to_have_text("3 stations, 2 live")


def test_a_live_station_shows_a_skeleton_that_moves(gym: StagedGym, page: Page) -> None:
    canvas = tile(page, "rack-1").locator("canvas")
    assert canvas.evaluate(INK) == 0
    with gym.training("rack-1"):
        until(lambda: canvas.evaluate(INK) > 0.02, what="ink on the canvas")
        before = canvas.evaluate(PICTURE)
        until(lambda: canvas.evaluate(PICTURE) != before, what="another picture")


def test_a_skeleton_without_new_poses_disappears(gym: StagedGym, page: Page) -> None:
    canvas = tile(page, "rack-1").locator("canvas")
    with gym.training("rack-1"):
        until(lambda: canvas.evaluate(INK) > 0.02, what="ink on the canvas")

    until(lambda: canvas.evaluate(INK) == 0, what="an empty canvas")


def test_an_offline_station_says_so_instead_of_a_frozen_picture(gym: StagedGym, page: Page) -> None:
    offline = tile(page, "rack-2")
    expect(offline.locator(".notice")).to_contain_text("Offline since")
    expect(offline.locator(".notice")).to_contain_text("No frame for 20 s")

    with gym.training("rack-1"):
        canvas = tile(page, "rack-1").locator("canvas")
        until(lambda: canvas.evaluate(INK) > 0.02, what="ink on the canvas")
        gym.set_status("rack-1", Status.OFFLINE, "the camera does not answer")
        expect(tile(page, "rack-1").locator(".notice")).to_contain_text("Offline since")
        assert canvas.evaluate(INK) == 0


def test_a_live_station_says_when_its_verdicts_do_not_come(gym: StagedGym, page: Page) -> None:
    rack = tile(page, "rack-1")
    expect(rack.locator(".problem")).to_be_hidden()
    with gym.training("rack-1"):
        gym.client.hset(names.job_key("rep-without-verdict"), "status", "queued")
        gym.client.zadd(names.latest_reps("rack-1"), {"rep-without-verdict": 1})
        expect(rack.locator(".problem")).to_have_text(
            "Reps are counted, but their verdicts do not come"
        )
        expect(rack.locator(".status")).to_have_text("Live")
        gym.client.set(names.verdict_key("rep-without-verdict"), "1-0")
        expect(rack.locator(".problem")).to_be_hidden()


def test_a_name_with_markup_is_shown_as_text(page: Page) -> None:
    expect(tile(page, "rack-3").get_by_role("heading")).to_have_text(SCRIPT)
    assert tile(page, "rack-3").locator("b").count() == 0
    expect(page).to_have_title("Spotter")


def test_verdicts_change_the_tile_as_they_arrive(gym: StagedGym, page: Page) -> None:
    rack = tile(page, "rack-1")
    gym.say("rack-1", Outcome.GOOD, rep_number=1)
    expect(rack.locator(".count strong")).to_have_text("1")
    expect(rack.locator(".verdict strong")).to_have_text("Rep 1: good")

    gym.say("rack-1", Outcome.FAULTY, rep_number=2)
    expect(rack.locator(".verdict strong")).to_have_text("Rep 2: sit deeper")
    expect(rack.locator(".verdict .hint")).to_contain_text("Your hips stop about 15 cm above")

    gym.say("rack-1", Outcome.UNSCORABLE, rep_number=3)
    expect(rack.locator(".verdict strong")).to_have_text("Rep 3: not judged")
    expect(rack.locator(".verdict .hint")).to_contain_text(
        "the person was lost before the rep ended"
    )

    marks = rack.locator(".dots a")
    labels = [marks.nth(place).get_attribute("aria-label") for place in range(3)]
    assert labels == ["Set 1, rep 1: Good", "Set 1, rep 2: Faulty", "Set 1, rep 3: Not judged"]


def test_where_everybody_is_judged_each_person_has_a_number_and_a_count(
    gym: StagedGym, page: Page
) -> None:
    gym.add_station("rack-1", "Studio", status=Status.LIVE, judged=Judged.EVERYBODY)
    studio = tile(page, "rack-1")
    expect(studio.get_by_role("heading")).to_have_text("Studio")
    gym.say("rack-1", Outcome.GOOD, track_id=2, rep_number=1)
    gym.say("rack-1", Outcome.GOOD, track_id=2, rep_number=2)
    gym.say("rack-1", Outcome.FAULTY, track_id=5, rep_number=1)

    people = studio.locator(".people a")
    expect(people).to_have_text(["22", "51"])
    labels = [people.nth(place).get_attribute("aria-label") for place in range(2)]
    assert labels == [
        "Person 2, set 1, 2 reps, the latest: Good",
        "Person 5, set 1, 1 rep, the latest: Faulty",
    ]
    expect(studio.locator(".count")).to_be_hidden()
    expect(studio.locator(".verdict strong")).to_have_text("Person 5, rep 1: sit deeper")
    marks = studio.locator(".dots a")
    expect(marks.last).to_have_attribute("aria-label", "Person 5, set 1, rep 1: Faulty")
    assert studio.locator(".dots .new-set").count() == 0

    item = page.locator("#feed-list li")
    expect(item).to_contain_text("Person 5, set 1, rep 1")
    item.locator("a").click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading")).to_have_text("Studio, person 5, rep 1")


def test_people_beside_the_judged_person_are_drawn_as_shadows(gym: StagedGym, page: Page) -> None:
    canvas = tile(page, "rack-1").locator("canvas")
    with gym.training("rack-1", tracks=(1, 2)):
        until(lambda: canvas.evaluate(INK) > 0.02, what="ink on the canvas")
        assert canvas.evaluate(SHADOW) == 0
        gym.say("rack-1", Outcome.GOOD, track_id=2)
        until(lambda: canvas.evaluate(SHADOW) > 0, what="the colour of a shadow")


def test_the_bar_that_somebody_holds_is_drawn_over_them(gym: StagedGym, page: Page) -> None:
    canvas = tile(page, "rack-1").locator("canvas")
    with gym.training("rack-1"):
        until(lambda: canvas.evaluate(INK) > 0.02, what="ink on the canvas")
        assert canvas.evaluate(BAR) == 0
    with gym.training("rack-1", shown="barbell"):
        until(lambda: canvas.evaluate(BAR) > 100, what="the colour of the bar")


def test_faulty_reps_enter_the_feed_live_newest_first(gym: StagedGym, page: Page) -> None:
    items = page.locator("#feed-list li")
    expect(page.locator("#feed-empty")).to_be_visible()
    gym.say("rack-1", Outcome.FAULTY, rep_number=4)
    expect(items).to_have_count(1)
    gym.say("rack-1", Outcome.GOOD, rep_number=5)
    gym.say("rack-3", Outcome.FAULTY, rep_number=1, cue="<img src=x onerror=alert(1)>")
    expect(items).to_have_count(2)

    expect(items.nth(0)).to_contain_text("<img src=x onerror=alert(1)>")
    expect(items.nth(1)).to_contain_text("Rack 1")
    expect(items.nth(1)).to_contain_text("Set 1, rep 4")
    expect(items.nth(1)).to_contain_text("Sit deeper: your hips stop about 15 cm above")
    assert page.locator("#feed-list img").count() == 0


def test_a_fixed_fault_is_shown_in_the_tile_and_the_feed_and_stays(
    gym: StagedGym, page: Page
) -> None:
    gym.say("rack-1", Outcome.FAULTY, rep_number=1)
    gym.say("rack-1", Outcome.GOOD, rep_number=2, fixed=True)
    items = page.locator("#feed-list li")
    expect(items).to_have_count(2)
    expect(items.nth(0)).to_contain_text("Set 1, rep 2")
    expect(items.nth(0)).to_contain_text("Deep enough now.")
    rack = tile(page, "rack-1")
    expect(rack.locator(".verdict strong")).to_have_text("Rep 2: good")
    expect(rack.locator(".verdict .hint")).to_have_text("Deep enough now.")

    page.reload()
    expect(items).to_have_count(2)
    items.nth(0).locator("a").click()
    expect(page.get_by_role("dialog").locator(".hints")).to_have_text("Deep enough now.")


def test_a_set_that_differs_throughout_asks_for_a_look_and_says_who_judged(
    gym: StagedGym, page: Page
) -> None:
    gym.say("rack-1", Outcome.GOOD, rep_number=3, set_number=2, differs_throughout=True)
    items = page.locator("#feed-list li")
    question = "Set 2: differs from the reference throughout: look."
    expect(items.locator(".question")).to_have_text(question)
    items.locator("a").click()
    panel = page.get_by_role("dialog")
    expect(panel.locator(".question")).to_have_text(question)
    expect(panel.locator(".note").last).to_have_text("Judged by the recorded reference.")
    page.keyboard.press("Escape")

    gym.say("rack-1", Outcome.FAULTY, rep_number=4, set_number=2, baseline_id="0" * 16)
    expect(items).to_have_count(2)
    items.first.locator("a").click()
    own = "Judged by this person's own first reps."
    expect(panel.locator(".note").last).to_have_text(own)
    expect(panel.locator(".question")).to_have_count(0)


def test_the_board_is_still_there_after_a_reload(gym: StagedGym, page: Page) -> None:
    gym.say("rack-1", Outcome.FAULTY, rep_number=6)
    expect(page.locator("#feed-list li")).to_have_count(1)
    page.reload()

    expect(page.locator("#feed-list li")).to_have_count(1)
    expect(tile(page, "rack-1").locator(".count strong")).to_have_text("6")


def test_the_page_reports_a_lost_connection_and_reconnects_by_itself(
    gym: StagedGym, chromium: Browser
) -> None:
    port = free_port()
    first = notifier_of(gym, port)
    address = str(first.line("page served")["address"])
    with chromium.new_page() as page:
        page.goto(address)
        expect(page.locator("#connection")).to_have_text("Connected")
        first.kill()
        expect(page.locator("#connection")).to_have_text("Connection lost, trying again")
        gym.say("rack-1", Outcome.FAULTY, rep_number=3)
        second = notifier_of(gym, port)
        try:
            expect(page.locator("#connection")).to_have_text("Connected")
            expect(page.locator("#feed-list li")).to_have_count(1)
        finally:
            second.kill()
