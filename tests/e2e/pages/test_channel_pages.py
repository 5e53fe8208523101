"""Channels in a real browser, with a real notifier, a real catalog, and receivers of the test's."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from standardwebhooks import Webhook

from spotter.wire.stations import Status
from support.gyms.staged_gym import StagedGym
from support.reaching.browser_subscription import Browser as PushBrowser
from support.reaching.receiver import receiver
from support.records.remembering_gym import RememberingGym, remembering_gym
from support.servers.accessible import breaches
from support.servers.browser import browser, quiet_page
from support.servers.redis_server import redis_server
from support.waiting import until

SHOWN = """async () => {
  const worker = await navigator.serviceWorker.ready;
  const found = await worker.getNotifications();
  return found.map(({ title, body, tag }) => ({ title, body, tag }));
}"""


PUSH_SERVICE = """(shown) => {
  const subscription = {
    toJSON: () => shown,
    unsubscribe: async () => (window.isUnsubscribed = true),
  };
  let isSubscribed = false;
  PushManager.prototype.getSubscription = async () => (isSubscribed ? subscription : null);
  PushManager.prototype.subscribe = async () => {
    isSubscribed = true;
    return subscription;
  };
}"""
CHANGED = """(shown) => {
  const event = new Event("pushsubscriptionchange");
  let done;
  // Events that scripts make cannot extend the life of a worker.
  event.waitUntil = (promise) => (done = promise);
  event.newSubscription = { toJSON: () => shown };
  self.dispatchEvent(event);
  return done;
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One that shows notifications."""
    with browser(is_whole=True) as running:
        yield running


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RememberingGym]:
    """One that may reach receivers on this machine."""
    folder = tmp_path_factory.mktemp("catalog")
    with (
        redis_server() as url,
        remembering_gym(
            url, f"sqlite:///{folder}/catalog.sqlite3", private_receivers=True
        ) as running,
    ):
        yield running


def card(page: Page, label: str) -> Locator:
    return page.locator(".channel").filter(has=page.get_by_role("heading", name=label, exact=True))


def adding(page: Page) -> Locator:
    return page.locator("form.card")


def removed(page: Page, label: str) -> None:
    card(page, label).get_by_role("button", name="Remove").click()
    expect(card(page, label)).to_have_count(0)


def test_a_service_is_added_from_an_example_and_a_test_says_what_became_of_it(
    gym: RememberingGym, page: Page
) -> None:
    page.goto(f"{gym.address}channels")
    expect(page.locator(".answer").nth(1)).to_have_text("Nobody is reached by anything yet.")
    page.get_by_text("Examples", exact=True).click()
    page.get_by_role("button", name="ntfy").click()
    expect(adding(page).get_by_label("Address")).to_have_value("ntfy://a-topic-that-nobody-guesses")
    with receiver(200, 401) as service:
        adding(page).get_by_label("Address").fill(
            f"{service.url.replace('http', 'json', 1)}/secret-path"
        )
        adding(page).get_by_label("Label").fill("My phone")
        adding(page).get_by_label("Which").select_option("High only")
        adding(page).get_by_text("Quiet hours, and names").click()
        adding(page).get_by_label("Silent from").fill("22:00")
        adding(page).get_by_label("until").fill("06:30")
        page.get_by_role("button", name="Add the channel").click()

        mine = card(page, "My phone")
        expect(mine).to_contain_text(
            "Service, json://…, your own. High only, of everybody; at once"
        )
        expect(mine).to_contain_text("silent from 22:00 to 06:30, but for high ones")
        expect(page.locator("main")).not_to_contain_text("secret-path")
        mine.get_by_role("button", name="Send a test").click()
        expect(mine).to_contain_text("Delivered: accepted.")
        assert json.loads(service.received[0].body)["title"] == "A test of My phone"
        mine.get_by_role("button", name="Send a test").click()
        expect(mine).to_contain_text("Not delivered (1 attempt): wrong credentials (401).")
        mine.get_by_text("What went out").click()
        expect(mine.locator(".changes li")).to_have_count(2)
        assert breaches(page) == []
    removed(page, "My phone")


def test_a_programs_secret_is_shown_once_and_checks_what_it_is_sent(
    gym: RememberingGym, page: Page
) -> None:
    page.goto(f"{gym.address}channels")
    with receiver(204, 410) as program:
        adding(page).get_by_label("By").select_option("webhook")
        adding(page).get_by_label("Address").fill(f"{program.url}/hook")
        adding(page).get_by_label("Label").fill("Our own program")
        adding(page).get_by_label("It is the whole gym's").check()
        page.get_by_role("button", name="Add the channel").click()
        secret = page.locator(".secret")
        expect(secret).to_contain_text("whsec_")
        of_gym = card(page, "Our own program")
        of_gym.get_by_role("button", name="Send a test").click()
        expect(of_gym).to_contain_text("Delivered: accepted (204).")
        (received,) = program.received
        said = Webhook(secret.inner_text()).verify(received.body, received.headers)
        assert said["type"] == "channel.test"
        of_gym.get_by_role("button", name="Send a test").click()
        expect(of_gym).to_contain_text("nobody is there any more (410)")
        page.reload()
        expect(page.locator(".secret")).to_be_hidden()
        expect(card(page, "Our own program")).to_contain_text("Nobody is there any more, so")
    removed(page, "Our own program")


def test_a_channel_is_changed_and_keeps_where_it_leads(gym: RememberingGym, page: Page) -> None:
    page.goto(f"{gym.address}channels")
    adding(page).get_by_label("Address").fill("ntfy://a-topic")
    adding(page).get_by_label("Label").fill("Night shift")
    page.get_by_role("button", name="Add the channel").click()
    night = card(page, "Night shift")
    night.get_by_text("Change", exact=True).click()
    night.get_by_label("When").select_option("When nobody has answered")
    night.get_by_role("button", name="Save").click()
    expect(night).to_contain_text("Service, ntfy://…, your own. All alerts, of everybody; when no")
    removed(page, "Night shift")


def test_a_call_at_a_station_reaches_a_program_and_taking_it_ends_that(
    gym: RememberingGym, page: Page
) -> None:
    StagedGym(gym.client).add_station("rack-1", "Rack 1", status=Status.LIVE)
    page.goto(f"{gym.address}channels")
    with receiver(503, 204) as program:
        adding(page).get_by_label("By").select_option("webhook")
        adding(page).get_by_label("Address").fill(f"{program.url}/hook")
        adding(page).get_by_label("Label").fill("Calls")
        adding(page).get_by_role("button", name="Add the channel").click()
        expect(adding(page)).to_contain_text("Its secret")
        called = page.request.post(f"{gym.address}api/v1/stations/rack-1/call", data={})
        assert called.ok
        received = until(lambda: program.received, what="the call")[0]
        said = json.loads(received.body)["data"]
        assert (said["title"], said["station_ids"]) == ("rack-1: Asks for a trainer", ["rack-1"])
        taken = page.request.post(
            f"{gym.address}api/v1/alerts/take",
            data={"alert_ids": said["alert_ids"], "take_over": False},
        )
        assert taken.ok
        calls = card(page, "Calls")
        calls.get_by_text("What went out").click()
        withdrawn = calls.locator(".changes").get_by_text("Withdrawn: somebody has taken it")
        until(lambda: _looked(calls, withdrawn), what="the retry to be withdrawn")
        assert len(program.received) == 1
    gone = {"alert_ids": said["alert_ids"]}
    assert page.request.post(f"{gym.address}api/v1/alerts/close", data=gone).ok
    removed(page, "Calls")


def _looked(calls: Locator, wanted: Locator) -> bool:
    """Whether the log says so when it is opened once more."""
    for _ in range(2):
        calls.get_by_text("What went out").click()
    return wanted.count() > 0


def test_what_reaches_nobody_is_said_where_it_was_asked(
    gym: RememberingGym, chromium: Browser
) -> None:
    with quiet_page(chromium, 1280, "Failed to load resource") as page:
        page.goto(f"{gym.address}channels")
        adding(page).get_by_label("Address").fill("nosuchservice://token")
        adding(page).get_by_label("Label").fill("Nobody")
        page.get_by_role("button", name="Add the channel").click()
        expect(page.locator("form.card > .answer")).to_have_text(
            "Nosuchservice:// is none of the services by which Spotter reaches people."
        )


def test_a_push_message_is_shown_and_opens_its_alert(
    gym: RememberingGym, chromium: Browser
) -> None:
    """The browser's own push service needs the internet; what it would bring is brought here."""
    origin = gym.address.rstrip("/")
    with chromium.new_context(permissions=["notifications"]) as context:
        page = context.new_page()
        page.goto(f"{gym.address}channels")
        page.evaluate("navigator.serviceWorker.register('sw.js')")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        session = context.new_cdp_session(page)
        registrations: list[str] = []
        session.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda said: registrations.extend(
                one["registrationId"] for one in said["registrations"]
            ),
        )
        session.send("ServiceWorker.enable")
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        # Each question lets what the browser says meanwhile come in.
        until(lambda: page.evaluate("() => true") and registrations, what="a registration")
        message = {
            "title": "rack-7: Asks for a trainer",
            "body": "Somebody is needed there.",
            "url": "https://another.name/#alert/0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5061",
            "tag": "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5061",
            "urgency": "high",
        }
        brought = {
            "origin": origin,
            "registrationId": registrations[-1],
            "data": json.dumps(message),
        }

        def look() -> list[dict[str, str]]:
            # A worker that is only being started loses what it is brought; the tag keeps it one.
            session.send("ServiceWorker.deliverPushMessage", brought)
            found: list[dict[str, str]] = page.evaluate(SHOWN)
            return found

        shown = until(look, what="a notification")
        assert shown == [{name: message[name] for name in ("title", "body", "tag")}]


def test_a_browser_whose_subscription_changes_is_reached_at_the_new_one_until_it_is_removed(
    gym: RememberingGym, chromium: Browser
) -> None:
    """The browser's push service needs the internet: its subscriptions are the test's own."""
    with receiver(201) as former, receiver(201) as later:
        shown = PushBrowser(former.url).shown
        with chromium.new_context(permissions=["notifications"]) as context:
            context.add_init_script(f"({PUSH_SERVICE})({json.dumps(shown)})")
            page = context.new_page()
            page.goto(f"{gym.address}channels")
            page.get_by_role("button", name="Notify me in this browser").click()
            expect(page.locator("main")).to_contain_text("This browser is notified from now on.")
            (worker,) = context.service_workers
            changed = shown | {"endpoint": f"{later.url}/new"}
            worker.evaluate(CHANGED, changed)

            mine = page.locator(".channel")
            mine.get_by_role("button", name="Send a test").click()
            expect(mine).to_contain_text("Delivered: accepted")
            assert (len(former.received), len(later.received)) == (0, 1)
            mine.get_by_role("button", name="Remove").click()
            expect(mine).to_have_count(0)
            page.wait_for_function("window.isUnsubscribed === true")
            assert page.evaluate("caches.match('channel').then((found) => found ?? null)") is None
