"""People who sign in at a page in a real browser."""

from playwright.sync_api import Page, expect

from spotter.wire.catalog.people.accounts import EVERYBODY, Role, Scope
from support.access.closed_gym import PASSWORD, ClosedGym


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Sign in at the page for that."""
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def pair_at(desk: Page, code: str, station: str) -> None:
    """Pair the screen that shows the ``code``, at the page *Accounts* of a manager."""
    desk.get_by_label("Code on the screen").fill(code)
    desk.get_by_label("Its station").select_option(station)
    desk.get_by_role("button", name="Pair it").click()
    expect(desk.get_by_text("Paired on")).not_to_have_count(0)


def someone(
    gym: ClosedGym, page: Page, role: Role, *, member_id: str = "", scope: Scope = EVERYBODY
) -> str:
    """The name of somebody who has an account, one for each width of pages."""
    name = f"{role.value}{width_px(page)}"
    if all(one.sign_in_name != name for one in gym.accounts.listed()):
        gym.joined(name, role, member_id=member_id, scope=scope)
    return name


def width_px(page: Page) -> int:
    """How wide it is."""
    return (page.viewport_size or {"width": 0})["width"]
