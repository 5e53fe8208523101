"""Where a gym is open to its machine, its stations' screens are a tap away."""

from playwright.sync_api import Browser, expect

from support.gyms.console_gym import ConsoleGym
from support.servers.accessible import breaches
from support.servers.browser import quiet_page


def test_the_console_opens_a_stations_screen_with_one_click(
    gym: ConsoleGym, chromium: Browser
) -> None:
    with quiet_page(chromium, 1280) as page:
        page.goto(gym.address)
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="Rack 1's screen").click()
        expect(opened.value.get_by_role("heading", level=1)).to_have_text("Rack 1, screen")


def test_a_page_lists_the_screens_of_all_stations(gym: ConsoleGym, chromium: Browser) -> None:
    with quiet_page(chromium, 360) as page:
        page.goto(f"{gym.address}station")
        page.get_by_role("link", name="Rack 3", exact=True).wait_for()
        assert breaches(page) == []
        page.get_by_role("link", name="Rack 3", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rack 3, screen")
