"""A gym whose people sign in: catalog and notifier as processes, and browsers of its people."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import httpx

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.accounts import Accounts
from spotter.notifier.web.access.asking.credentials import COOKIE
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.catalog.people.accounts import EVERYBODY, Role, Scope
from support.records.remembering_gym import RememberingGym, remembering_gym
from support.waiting import PATIENCE_S

PASSWORD = "correct horse battery"  # noqa: S105 - nobody's


@dataclass(frozen=True, slots=True)
class ClosedGym:
    """The gym; ``accounts`` asks the catalog itself."""

    gym: RememberingGym
    accounts: Accounts
    browsers: ExitStack

    @property
    def address(self) -> str:
        """The page's, without a slash at its end."""
        return self.gym.address.removesuffix("/")

    def browser(self) -> httpx.Client:
        """A browser of somebody who has not signed in; what it asks comes from the page."""
        return self.browsers.enter_context(
            httpx.Client(
                base_url=f"{self.address}/api/v1",
                headers={"Origin": self.address},
                trust_env=False,
                timeout=PATIENCE_S,
            )
        )

    def invited(
        self, name: str, role: Role, *, scope: Scope = EVERYBODY, member_id: str = ""
    ) -> str:
        """The secret of a new account's invitation."""
        return self.accounts.invite(
            name, name.lower(), role, scope=scope, member_id=member_id
        ).secret

    def joined(
        self, name: str, role: Role, *, scope: Scope = EVERYBODY, member_id: str = ""
    ) -> httpx.Client:
        """The browser of somebody who has accepted an invitation."""
        browser = self.browser()
        secret = self.invited(name, role, scope=scope, member_id=member_id)
        given = {"secret": secret, "password": PASSWORD}
        answer = browser.post("/invitations/accept", json=given)
        assert answer.is_success, answer.text
        keep(browser, answer)
        return browser

    def screen(self, by: httpx.Client, station_id: str) -> tuple[httpx.Client, str]:
        """A station's screen that was paired, and its id; ``by`` is a manager's browser."""
        screen = self.browser()
        begun = screen.post("/pairings", json={}).json()
        paired = by.post("/devices", json={"code": begun["code"], "station_id": station_id})
        assert paired.is_success, paired.text
        keep(screen, screen.post("/pairings/complete", json={"secret": begun["secret"]}))
        return screen, paired.json()["device_id"]


def keep(browser: httpx.Client, answer: httpx.Response) -> None:
    """Keep the cookie of an answer, as browsers do on this machine even without TLS."""
    [line] = answer.headers.get_list("set-cookie")
    secret = line.partition("=")[2].partition(";")[0].strip('"')
    browser.headers["Cookie"] = f"{COOKIE}={secret}"


@contextmanager
def closed_gym(redis_url: str, database_url: str, **settings: object) -> Iterator[ClosedGym]:
    """Run it until the end of the block."""
    with (
        remembering_gym(redis_url, database_url, open=False, **settings) as gym,
        people_of(gym) as closed,
    ):
        yield closed


@contextmanager
def people_of(gym: RememberingGym) -> Iterator[ClosedGym]:
    """The people of a running gym that is not open, until the end of the block."""
    with (
        CatalogChannel(gym.catalog_address, GrpcSecurity()) as channel,
        ExitStack() as browsers,
    ):
        yield ClosedGym(gym, Accounts(channel), browsers)
