"""A member agrees at a station's screen to be known by their face, and withdraws it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.faces import Faces
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.catalog.people.faces import SealedFace
from support.gyms.console_gym import ConsoleGym, console_gym
from support.servers.accessible import breaches
from support.servers.browser import quiet_page

RACK = "rack-1"
OFFLINE = ("Failed to load resource: net::ERR_INTERNET_DISCONNECTED", "WebSocket connection to")
"""What Chromium complains of meanwhile."""


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleGym]:
    """A gym that has switched faces on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPOTTER_FACES", "true")
        with console_gym({RACK: "Rack 1"}, tmp_path_factory.mktemp("faces")) as gym:
            yield gym


@pytest.fixture
def faces(gym: ConsoleGym) -> Iterator[Faces]:
    with CatalogChannel(gym.running.catalog_address, GrpcSecurity()) as channel:
        yield Faces(channel)


@pytest.fixture(params=[1280, 360])
def screen(chromium: Browser, gym: ConsoleGym, request: pytest.FixtureRequest) -> Iterator[Page]:
    gym.check_in(RACK, "Anna Lindqvist")
    with quiet_page(chromium, request.param) as page:
        page.goto(f"{gym.address}station?of={RACK}")
        expect(page.locator(".on-screen .trains")).to_have_text("Anna")
        yield page
        assert page.evaluate("document.documentElement.scrollWidth") <= request.param
    gym.leave(RACK)


def test_a_member_reads_agrees_is_looked_at_and_has_their_face_deleted(
    gym: ConsoleGym, faces: Faces, screen: Page
) -> None:
    screen.get_by_role("button", name="Know me by my face").click()
    word = screen.get_by_role("dialog", name="Know me by my face")
    expect(word).to_contain_text("I can withdraw at any time")
    expect(word.get_by_role("button", name="Delete my face")).to_be_hidden()
    assert breaches(screen) == []
    word.get_by_role("button", name="I agree").click()
    expect(word.get_by_role("status")).to_contain_text("Look at the camera")

    (session,) = gym.running.sessions.listed(station_id=RACK, only_open=True)
    # As checkin does when it has seen enough.
    faces.store(RACK, SealedFace(session.member_id, "2026", "network", b"sealed"))
    expect(word.get_by_role("status")).to_contain_text("knows your face")
    assert [one.member_id for one in faces.listed()] == [session.member_id]

    word.get_by_role("button", name="Delete my face").click()
    expect(word.get_by_role("status")).to_contain_text("does not know your face any more")
    assert list(faces.listed()) == []
    word.get_by_role("button", name="Close").click()
    expect(word).to_be_hidden()


def test_a_face_that_could_not_be_deleted_is_said_to_be_kept_and_can_be_deleted_again(
    gym: ConsoleGym, faces: Faces, chromium: Browser
) -> None:
    gym.check_in(RACK, "Ben Okafor")
    member_id, _ = faces.begin_enrolment(RACK, 1)
    faces.store(RACK, SealedFace(member_id, "2026", "network", b"sealed"))
    with quiet_page(chromium, 1280, *OFFLINE) as screen:
        screen.goto(f"{gym.address}station?of={RACK}")
        said, delete = screen.locator(".face-word [role=status]"), screen.get_by_text("Delete my")
        screen.get_by_role("button", name="Know me by my face").click()
        delete.wait_for()
        screen.context.set_offline(True)
        delete.click()
        expect(said).to_contain_text("Spotter does not answer right now.")
        assert [one.member_id for one in faces.listed()] == [member_id]

        screen.context.set_offline(False)
        screen.reload()
        screen.get_by_role("button", name="Know me by my face").click()
        delete.click()
        expect(said).to_contain_text("does not know your face any more")
        assert list(faces.listed()) == []
    gym.leave(RACK)


def test_the_member_s_page_says_that_their_face_is_kept_and_deletes_it(
    gym: ConsoleGym, faces: Faces, screen: Page
) -> None:
    member_id, _ = faces.begin_enrolment(RACK, 1)
    faces.store(RACK, SealedFace(member_id, "2026", "network", b"sealed"))
    screen.goto(f"{gym.address}members?id={member_id}")
    card = screen.locator(".card", has_text="Face")
    expect(card).to_contain_text("Kept since")
    card.get_by_role("button", name="Delete the face").click()
    expect(card).to_contain_text("It is deleted.")
    expect(card).to_contain_text("Not kept.")
    assert list(faces.listed()) == []


def test_what_is_kept_of_a_member_is_withdrawn_by_the_api_from_anywhere(
    gym: ConsoleGym, faces: Faces, screen: Page
) -> None:
    member_id, _ = faces.begin_enrolment(RACK, 1)
    faces.store(RACK, SealedFace(member_id, "2026", "network", b"sealed"))
    path = f"{gym.address}api/v1/members/{member_id}/face"
    assert screen.request.get(path).json()["agreement"] == 1
    origin = {"Origin": gym.address.rstrip("/")}
    gone = screen.request.delete(path, headers=origin).json()
    assert gone == {"is_switched_on": True, "kept_since_ms": None, "agreement": 0}
    assert list(faces.listed()) == []
