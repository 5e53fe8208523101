"""A real Firefox with a camera of its own making, driven by WebDriver BiDi (W3C)."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import connect
from websockets.sync.connection import Connection

from support.servers.reverse_proxy import NAME
from support.waiting import PATIENCE_S, until

_NAMES = ("firefox-esr", "firefox")
_LISTENS = "WebDriver BiDi listening on "
_PREFERENCES = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "network.proxy.type": 0,
    "network.dns.localDomains": NAME,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "services.settings.server": "data:,",
}
"""A moving picture for a camera, which needs no permission; nothing is asked of the network, and a
reverse proxy is found here by its name."""
_NOTE_NEXT_CLICK = """(addEventListener(
  "click", ({ target }) => { window.clicked = target.textContent; }, { capture: true, once: true },
), window.clicked = "")"""


class Firefox:
    """One page of it; ``complaints`` are the errors that it has logged so far."""

    def __init__(self, socket: Connection) -> None:
        self._socket = socket
        self._asked = 0
        self.complaints: list[str] = []
        taking_any_certificate = {"alwaysMatch": {"acceptInsecureCerts": True}}
        self._ask("session.new", capabilities=taking_any_certificate)
        self._page = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        self._ask("session.subscribe", events=["log.entryAdded"])

    def open(self, address: str) -> None:
        """Open a page and wait until it is loaded."""
        self._ask("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - whatever JavaScript has
        """The value of a JavaScript expression."""
        asked = {"expression": f"JSON.stringify({expression})", "awaitPromise": True}
        found = self._ask("script.evaluate", target={"context": self._page}, **asked)
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def says(self, selector: str) -> str:
        """The text of an element; empty without it."""
        return str(self.evaluate(f"document.querySelector({selector!r})?.textContent ?? ''"))

    def press(self, words: str) -> None:
        """Press the button with these words, as soon as it is there, as a finger does.

        A page that settles moves it away from under the finger, which comes again then.
        """
        until(lambda: self._hits(words), what=f"the button {words!r} under a finger")

    def _hits(self, words: str) -> bool:
        place = self._place_of(words)
        if place:
            self.evaluate(_NOTE_NEXT_CLICK)
            self._tap(*place)
        return bool(place) and self.evaluate("window.clicked") == words

    def _tap(self, x: int, y: int) -> None:
        touch = {"type": "pointer", "id": "finger", "parameters": {"pointerType": "mouse"}}
        steps = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._ask("input.performActions", context=self._page, actions=[touch | {"actions": steps}])

    def _place_of(self, words: str) -> list[int]:
        found: list[int] = self.evaluate(
            f"""[...document.querySelectorAll("button")]
            .filter((one) => one.textContent === {words!r} && one.checkVisibility())
            .map((one) => one.getBoundingClientRect())
            .map(({{ x, y, width, height }}) => [x + width / 2, y + height / 2].map(Math.round))
            .at(0) ?? []"""
        )
        return found

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        self._asked += 1
        command = {"id": self._asked, "method": method, "params": parameters}
        self._socket.send(json.dumps(command))
        while True:
            said = json.loads(self._socket.recv(timeout=PATIENCE_S))
            if said.get("id") == self._asked:
                assert said["type"] == "success", said
                result: dict[str, Any] = said["result"]
                return result
            if said.get("method") == "log.entryAdded" and said["params"]["level"] == "error":
                self.complaints.append(str(said["params"]["text"]))


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Run one until the end of the block, when it must have logged no errors.

    Skips the test with a reason if there is none.
    """
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip(f"no Firefox: none of {', '.join(_NAMES)} is installed")
    lines = [
        f"user_pref({json.dumps(one)}, {json.dumps(_PREFERENCES[one])});" for one in _PREFERENCES
    ]
    (profile / "user.js").write_text("\n".join(lines))
    command = (path, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0")
    with (
        (profile / "log").open("w") as log,
        subprocess.Popen([*command, "about:blank"], stdout=log, stderr=log) as process,
    ):
        try:
            address = until(partial(_address_in, profile / "log"), what="a Firefox that listens")
            with connect(f"{address}/session", max_size=None, proxy=None) as socket:
                running = Firefox(socket)
                yield running
                assert running.complaints == []
        finally:
            process.terminate()


def _address_in(log: Path) -> str:
    lines = log.read_text().splitlines()
    found = [line.removeprefix(_LISTENS) for line in lines if line.startswith(_LISTENS)]
    return found[0] if found else ""
