"""A member's way from a station's screen to the next workout, step by step.

Whoever goes it brings a gym whose people sign in, a screen, and a camera before which somebody
trains.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.accounts import Accounts
from spotter.catalog_client.people.checkins import Checkins
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.training.workouts import Workouts
from spotter.cli.running_gym.catalog import channel_to
from spotter.local_stack.catalog import catalog_of
from spotter.local_stack.data_folder import DataFolder
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.people.accounts import Role
from spotter.wire.catalog.people.members import Consent
from spotter.wire.catalog.training.workouts import Placement
from support.access.closed_gym import PASSWORD
from support.servers.speech import ENGLISH, spoken
from support.waiting import until

LEGS = Workout("Legs", (Item("squat", 2, reps=3, load_kg=60, rest_s=6),))
TIMES = "\N{MULTIPLICATION SIGN}"
SHOWN = """
window.shown = [];
const latest = {};
new MutationObserver(() => {
  for (const part of ["of-line", "then", "good-label", "said-text"]) {
    const words = document.querySelector(`.${part}`)?.textContent;
    if (words && words !== latest[part]) window.shown.push([part, words]);
    latest[part] = words;
  }
}).observe(document, { subtree: true, childList: true, characterData: true });
"""
"""For ``add_init_script``: the screen notes what it shows, however short."""


@dataclass(frozen=True, slots=True)
class People:
    """Anna's number and PIN, and what lets Ida, a trainer, choose a password."""

    number: str
    pin: str
    invitation: str


@contextmanager
def records_of(data: Path) -> Iterator[CatalogChannel]:
    """The catalog of the gym that runs in ``data``."""
    with catalog_of(DataFolder(data), {}) as catalog, channel_to(catalog) as channel:
        yield channel


def pair(page: Page, address: str, data: Path, station_id: str, name: str) -> None:
    """Make the page the screen of that station, and tap to see it."""
    page.goto(f"{address}station")
    code = page.locator(".pairing-code")
    expect(code).not_to_be_empty()
    with records_of(data) as channel:
        confirmed = pb2.ConfirmPairingRequest(
            code=code.inner_text(), station_id=station_id, author="local"
        )
        channel.call(AccountServiceStub(channel.grpc).ConfirmPairing, confirmed)
    expect(page.locator(".paired")).to_have_text(name)
    page.get_by_role("button", name="Show the station").click()


def joined(data: Path) -> People:
    """Anna has joined the gym, and is to do squats today; Ida is to train her.

    Her poses are not kept, so that nothing is proposed by how fast a busy machine saw her rise.
    """
    with records_of(data) as channel:
        agreed = Consent(keeps_reps=True, keeps_poses=False)
        member_id = Members(channel).add("Anna Lindqvist", agreed).member_id
        workouts = Workouts(channel)
        workouts.store(LEGS, Placement(member_id, workouts.today()))
        invited = Accounts(channel).invite("Ida", "ida", Role.TRAINER)
        return People(*Checkins(channel).set_pin(member_id), invited.secret)


def check_in_by_phone(screen: Page, browser: Browser, people: People) -> None:
    """Read the code off the screen as a phone's camera does, open what it says, and tap."""
    expect(screen.locator(".qr")).to_be_visible()
    link = until(lambda: _read_code(screen), what="a code on the screen that can be read")
    with browser.new_page(viewport={"width": 360, "height": 800}) as phone:
        phone.goto(link)
        phone.get_by_label("Your number").fill(people.number)
        phone.get_by_label("Your PIN").fill(people.pin)
        phone.get_by_role("button", name="Check in").click()
        expect(phone.get_by_text("Anna, you are checked in")).to_be_visible()
    expect(screen.locator(".on-screen .trains")).to_have_text("Anna")


def train(screen: Page) -> None:
    """Two sets, as the screen follows them; a rep of the first is too shallow.

    A rep of which a busy machine sees too little is not judged: then the fault comes with the next
    round of the film, after the workout is done, and the screen may say first why nothing is.
    """
    for part, words in (
        ("of-line", "Set 1 of 2 · 60 kg"),
        ("then", "Then: Squat, 3 reps, 60 kg"),
        ("good-label", "rest"),
        ("of-line", "Set 2 of 2 · 60 kg"),
        ("then", "That was all for today. Well done."),
        ("said-text", "Sit deeper"),
        ("said-text", "Deep enough now."),
    ):
        _see(screen, part, words)
    helped = [["Sit deeper", *ENGLISH], ["Deep enough now.", *ENGLISH]]
    assert [one for one in spoken(screen) if one in helped][:2] == helped


def leave(screen: Page) -> None:
    """End the session, and say how hard it was."""
    screen.get_by_role("button", name="Leave", exact=True).click()
    screen.locator(".question[open]").get_by_label("7", exact=True).check()
    screen.get_by_role("button", name="Done").click()
    expect(screen.locator(".qr")).to_be_visible()


def accept_as_trainer(desk: Page, address: str, people: People) -> None:
    """The trainer reads what is proposed, and accepts it."""
    desk.goto(f"{address}sign-in#invitation={people.invitation}")
    desk.get_by_label("Password, at least 10 characters").fill(PASSWORD)
    desk.get_by_role("button", name="Choose it and sign in").click()
    expect(desk.locator(".me summary")).to_have_text("Ida")
    desk.goto(f"{address}workouts")
    desk.get_by_role("link", name="Proposals for the next time").click()
    proposed = desk.get_by_role("article", name="Squat")
    expect(proposed).to_contain_text(f"More2 {TIMES} 3, 62.5 kg2 {TIMES} 3, 60 kg")
    proposed.get_by_role("button", name="Accept").click()
    expect(proposed.get_by_role("status")).to_contain_text("Accepted; planned for")


def a_week_passes(data: Path) -> None:
    """What was planned for in a week is for today."""
    with closing(sqlite3.connect(DataFolder(data).database, timeout=60)) as database, database:
        database.execute("UPDATE workout SET day = date(day, '-7 days')")


def _read_code(screen: Page) -> str:
    encoded = np.frombuffer(screen.screenshot(), np.uint8)
    found = zxingcpp.read_barcodes(np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR)))
    return found[0].text if found else ""


def _see(screen: Page, part: str, words: str) -> None:
    """Wait until the screen shows it, or has shown it."""
    try:
        until(lambda: [part, words] in screen.evaluate("window.shown"), what=f"{words!r} in {part}")
    except AssertionError as error:
        raise AssertionError(f"{error}; it showed {screen.evaluate('window.shown')}") from None
