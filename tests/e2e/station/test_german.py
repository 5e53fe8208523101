"""A station's screen speaks German to whoever prefers it; trainers' words stay theirs."""

import shutil
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from spotter.api.catalog.v1 import alert_service_pb2 as pb2
from spotter.movement.values.judged.verdict import Outcome
from support.gyms.console_gym import ConsoleGym
from support.servers.accessible import breaches
from support.servers.browser import quiet_page
from support.servers.speech import SPEECH, spoken
from support.waiting import PATIENCE_S, until

REFUSED = "Failed to load resource: the server responded with a status of 401"
BROKEN = "Failed to load resource: net::ERR_FAILED"
GERMAN = ("de", "de-DE")
VOICELESS = """
Object.defineProperty(window, "speechSynthesis", { value: undefined });
window.played = [];
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (...when) {
  window.played.push(this.buffer.duration);
  start.apply(this, when);
};
"""
"""A browser that cannot speak, and notes the lengths of the sounds that it plays, in seconds."""
GOOD, FAULTY = Outcome.GOOD, Outcome.FAULTY


@pytest.fixture
def german_screen(chromium: Browser, gym: ConsoleGym, rack: str) -> Iterator[Page]:
    """The rack's screen on a tablet that prefers German."""
    with quiet_page(chromium, 1280, REFUSED, locale="de-AT") as page:
        page.add_init_script(SPEECH)
        page.goto(f"{gym.address}station?of={rack}")
        expect(page.locator(".on-screen .trains")).to_have_text("Anna")
        page.locator(".on-screen .trains").click()
        yield page


def cue(gym: ConsoleGym, rack: str, text: str, alert_id: str = "") -> None:
    cue_id = str(uuid.uuid4())
    gym.alerts.SendCue(
        pb2.SendCueRequest(
            cue_id=cue_id, station_id=rack, text=text, author="local", alert_id=alert_id
        )
    )


def test_hints_exercises_and_picked_cues_are_german_and_what_a_trainer_wrote_is_as_written(
    gym: ConsoleGym, rack: str, german_screen: Page
) -> None:
    said = german_screen.locator(".said-text")
    gym.reps(rack, GOOD, FAULTY)
    expect(said).to_have_text("Setz dich tiefer")
    expect(german_screen.locator(".on-screen .does")).to_have_text("Kniebeuge")
    gym.reps(rack, FAULTY, GOOD)
    expect(said).to_have_text("Ja, genau so.")
    alert_id = gym.call(rack)
    for picked, shown in (
        ("I am coming.", "Ich komme."),
        ("Slow down, please.", "Langsamer, bitte."),
        ("Chest up, Anna.", "Chest up, Anna."),
    ):
        cue(gym, rack, picked, alert_id)
        expect(said).to_have_text(shown)

    sentences = ["Setz dich tiefer", "Ja, genau so.", "Ich komme.", "Langsamer, bitte."]
    assert spoken(german_screen)[:4] == [[one, *GERMAN] for one in sentences]
    assert breaches(german_screen) == []


def test_what_is_refused_at_the_screen_is_said_in_german(
    gym: ConsoleGym, rack: str, german_screen: Page
) -> None:
    gym.leave(rack)
    german_screen.get_by_role("button", name="Nummer und PIN").click()
    german_screen.get_by_label("Nummer", exact=True).fill("1")
    german_screen.get_by_label("PIN", exact=True).fill("2718")
    german_screen.get_by_label("PIN", exact=True).press("Enter")
    complaint = german_screen.locator(".pin-pad .answer").first
    until(lambda: complaint.inner_text() != "", what="an answer")
    assert complaint.inner_text() == "Die Nummer oder die PIN stimmt nicht."


def test_without_a_voice_of_the_browser_the_page_plays_what_espeak_says(
    chromium: Browser, gym: ConsoleGym, rack: str
) -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    with quiet_page(chromium, 1280, BROKEN, locale="de-DE") as page:
        page.add_init_script(VOICELESS)
        page.route("**/speech", lambda asked: asked.abort(), times=1)
        with page.expect_event("requestfailed", timeout=1000 * PATIENCE_S):
            page.goto(f"{gym.address}station?of={rack}")
        page.locator(".on-screen .trains").click()
        expect(page.locator(".voice")).to_have_text("Hier gibt es keine Stimme")
        page.evaluate("dispatchEvent(new Event('offline'))")  # whoever comes back asks again
        expect(page.locator(".voice")).to_have_text("Stimme an")
        gym.reps(rack, GOOD, FAULTY)
        expect(page.locator(".said-text")).to_have_text("Setz dich tiefer")
        until(lambda: page.evaluate("window.played.length") == 1, what="a sound")
        length_s = page.evaluate("window.played[0]")
    assert 0.5 < length_s < 4
