"""A rep that is opened on the live page."""

from playwright.sync_api import Browser, Page, expect

from spotter.movement.values.judged.verdict import Outcome
from support.gyms.live_page import INK, PICTURE
from support.gyms.staged_gym import StagedGym
from support.waiting import until


def test_a_faulty_rep_opens_over_its_reference_and_can_be_scrubbed(
    gym: StagedGym, page: Page
) -> None:
    rep_id = gym.say("rack-1", Outcome.FAULTY, rep_number=4)
    page.locator("#feed-list a").click()

    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading")).to_have_text("Rack 1, rep 4")
    expect(panel.locator(".outcome")).to_have_text("Faulty")
    expect(panel.locator(".hints")).to_contain_text("Sit deeper")
    expect(panel.locator(".note").first).to_have_text("Score 2.60, above the limit of 2.00.")
    numbers = panel.locator("details.numbers li")
    expect(numbers).to_be_hidden()
    panel.get_by_text("Numbers", exact=True).click()
    expect(numbers).to_contain_text("0.30 torso lengths higher")
    angle = "Largest angle: Left knee 31 degrees straighter than the reference at the bottom."
    expect(panel.locator(".angle")).to_have_text(angle)
    expect(panel.locator(".measures dt")).to_have_text(["Tempo", "Range of motion", "Steadiness"])
    expect(panel.locator(".measures dd").first).to_contain_text("Slower than the reference")
    expect(panel.locator(".measures small").first).to_contain_text("out 1.5 s, turn 0.2 s")
    assert page.url.endswith(f"#rep/{rep_id}")

    canvas, slider = panel.locator(".scene canvas"), panel.get_by_role("slider")
    assert canvas.evaluate(INK) > 0.02
    at_worst, worst_value = canvas.evaluate(PICTURE), slider.input_value()
    slider.press("Home")
    assert slider.input_value() == "0"
    assert canvas.evaluate(PICTURE) != at_worst
    panel.get_by_role("button", name="Show that moment").click()
    assert slider.input_value() == worst_value != "0"
    assert canvas.evaluate(PICTURE) == at_worst


def test_the_chart_shows_both_trajectories_and_its_cursor_follows_the_slider(
    gym: StagedGym, page: Page
) -> None:
    gym.say("rack-1", Outcome.FAULTY, rep_number=4)
    page.locator("#feed-list a").click()
    panel = page.get_by_role("dialog")

    expect(panel.locator(".chart .scatterlayer .trace")).to_have_count(3)
    expect(panel.locator(".chart .legendtext")).to_have_text(
        ["Reference", "This rep", "Worst moment"]
    )
    cursor = panel.locator(".chart .shapelayer path").first
    before = cursor.get_attribute("d")
    panel.get_by_role("slider").press("Home")
    until(lambda: cursor.get_attribute("d") != before, what="the cursor to move")


def test_a_rep_plays_by_itself_until_it_is_paused(gym: StagedGym, page: Page) -> None:
    gym.say("rack-1", Outcome.FAULTY, rep_number=4)
    page.locator("#feed-list a").click()
    panel = page.get_by_role("dialog")
    slider = panel.get_by_role("slider")
    slider.press("Home")
    panel.get_by_role("button", name="Play").click()
    until(lambda: int(slider.input_value()) > 3, what="the rep to play")
    panel.get_by_role("button", name="Pause").click()

    expect(panel.get_by_role("button", name="Play")).to_be_visible()


def test_the_address_of_a_rep_opens_it_and_escape_closes_it(
    gym: StagedGym, page: Page, address: str
) -> None:
    rep_id = gym.say("rack-1", Outcome.UNSCORABLE, rep_number=9)
    page.goto(f"{address}#rep/{rep_id}")
    panel = page.get_by_role("dialog")
    expect(panel.locator(".outcome")).to_have_text("Not judged")
    reason = "Out of frame or hidden: the person was lost before the rep ended"
    expect(panel.locator(".hints")).to_have_text(reason)
    page.keyboard.press("Escape")

    expect(panel).to_be_hidden()
    expect(page).to_have_url(address)


def test_an_unknown_rep_is_reported(chromium: Browser, address: str) -> None:
    with chromium.new_page() as page:
        page.goto(f"{address}#rep/..%2F..%2Fetc%2Fpasswd")
        panel = page.get_by_role("dialog")

        expect(panel.get_by_role("heading")).to_have_text("This rep cannot be shown")
