"""The live page while its connection is broken, and when it is back."""

from playwright.sync_api import Browser, expect

from spotter.movement.values.judged.verdict import Outcome
from support.gyms.live_page import settings_of
from support.gyms.staged_gym import StagedGym
from support.processes.service_process import warm_service
from support.servers.browser import quiet_page
from support.servers.cable import cable_to
from support.servers.redis_server import free_port

UNREACHABLE = "WebSocket connection to"


def test_a_pulled_cable_is_an_alert_and_what_was_missed_comes_once_it_is_plugged_in(
    gym: StagedGym, chromium: Browser
) -> None:
    port = free_port()
    with (
        cable_to(port) as cable,
        warm_service("notifier", port=port, **settings_of(gym)) as notifier,
        quiet_page(chromium, 1280, UNREACHABLE) as page,
    ):
        notifier.line("page served")
        page.goto(f"http://127.0.0.1:{cable.port}/?order=gym")
        expect(page.locator("#connection")).to_have_text("Connected")
        alert = page.get_by_role("alert").filter(has_text="No connection")
        expect(alert).to_be_hidden()

        cable.pull()
        gym.say("rack-1", Outcome.FAULTY, rep_number=4)
        expect(alert).to_be_visible()
        expect(alert).to_contain_text("What you see is")
        expect(page.locator("#connection")).to_have_text("Connection lost, trying again")
        expect(page.locator("#feed-list li")).to_have_count(0)

        cable.plug_in()
        expect(page.locator("#feed-list li")).to_have_count(1)
        expect(page.locator("#connection")).to_have_text("Connected")
        expect(alert).to_be_hidden()
        assert notifier.metric('spotter_live_pages_total{how="resumed"}') >= 1
        assert notifier.metric('spotter_live_pages_total{how="renewed"}') == 0
