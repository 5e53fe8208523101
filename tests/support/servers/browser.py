"""A real browser for tests of the page: Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from support.waiting import PATIENCE_S

_WHOLE = ("chromium", "chromium-browser", "google-chrome")
_NAMES = ("chromium-headless-shell", *_WHOLE)
"""The first draws no windows around its pages, so that a page takes half the computing."""
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


NO_SUCCESS = "Failed to load resource: the server responded with"
"""So begins what browsers log of each answer that is not a success."""

# Plotly includes a style sheet for its maps, which the page neither needs nor allows.
_EXCUSED = "Applying inline style violates"


@contextmanager
def quiet_page(
    running: Browser, width_px: int, *excused: str, locale: str = "en-US"
) -> Iterator[Page]:
    """A new page; at the end it must have logged no errors but those that begin as ``excused``."""
    complaints: list[str] = []
    with running.new_page(viewport={"width": width_px, "height": 800}, locale=locale) as page:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        yield page
    assert [text for text in complaints if not text.startswith((_EXCUSED, *excused))] == []


def without_colour(page: Page) -> None:
    """From now on the page looks as it does to somebody who sees no colours at all."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})


@contextmanager
def browser(*arguments: str, is_whole: bool = False) -> Iterator[Browser]:
    """Run a browser, with more ``arguments``; skip the test with a reason if there is none.

    ``is_whole``: it can have a camera, and show notifications.
    """
    names = _WHOLE if is_whole else _NAMES
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip(f"no browser: none of {', '.join(names)} is installed")
    expect.set_options(timeout=1000 * PATIENCE_S)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *arguments])
        try:
            yield running
        finally:
            running.close()
