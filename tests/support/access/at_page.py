"""People who sign in at a page in a real browser."""

from playwright.sync_api import Page

from spotter.wire.catalog.people.accounts import EVERYBODY, Role, Scope
from support.access.closed_gym import PASSWORD, ClosedGym


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Sign in at the page for that."""
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


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
