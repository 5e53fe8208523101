"""Records when a real browser shows each verdict."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from support.servers.browser import browser

_NOTE_VERDICTS = """
window.shownVerdicts = [];
const nowMs = () => performance.timeOrigin + performance.now();
const note = (link) => {
  const shown = { rep_id: decodeURIComponent(link.hash.split("/")[1] ?? ""), in_page_ms: nowMs() };
  window.shownVerdicts.push(shown);
  requestAnimationFrame(() => setTimeout(() => { shown.painted_ms = nowMs(); }));
};
new MutationObserver((changes) => {
  for (const { target } of changes) {
    if (target.matches("a.verdict")) note(target);
  }
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["href"] });
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """When a verdict was in the page and when it was painted, milliseconds since 1970."""

    rep_id: str
    in_page_ms: float
    painted_ms: float


class PageClock:
    """An open page that records when it shows each verdict."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def let_pass(self, seconds: float) -> None:
        """Wait while the page runs."""
        self._page.wait_for_timeout(1000 * seconds)

    def shown(self) -> dict[str, Shown]:
        """The verdicts shown so far, by rep id."""
        noted = self._page.evaluate("window.shownVerdicts.filter((one) => one.painted_ms)")
        return {one["rep_id"]: Shown(**one) for one in noted}


@contextmanager
def page_clock(address: str) -> Iterator[PageClock]:
    """Open the page at ``address`` in Chromium; raises pytest's Skipped without a browser."""
    with browser() as chromium, chromium.new_page(viewport={"width": 1280, "height": 800}) as page:
        page.add_init_script(_NOTE_VERDICTS)
        page.goto(f"{address}?order=gym")
        expect(page.locator("#connection")).to_have_text("Connected")
        yield PageClock(page)
