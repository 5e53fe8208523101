"""Records when a station's screen shows each hint, and how often it draws."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from support.servers.browser import browser

_NOTE_HINTS = """
window.notedHints = {};
window.stagesDrawn = 0;
const nowMs = () => performance.timeOrigin + performance.now();
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...area) {
  window.stagesDrawn += 1;
  clear.apply(this, area);
};
new MutationObserver((changes) => {
  for (const { target } of changes) {
    const rep = target.dataset.rep;
    if (!rep || rep in window.notedHints) continue;
    window.notedHints[rep] = 0;
    requestAnimationFrame(() => setTimeout(() => { window.notedHints[rep] = nowMs(); }));
  }
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-rep"] });
"""


@dataclass(frozen=True, slots=True)
class ScreenClock:
    """An open screen of a station."""

    page: Page

    def let_pass(self, seconds: float) -> None:
        """Wait while the page runs."""
        self.page.wait_for_timeout(1000 * seconds)

    def painted_ms(self) -> dict[str, float]:
        """When the hint about each rep was painted, milliseconds since 1970."""
        noted: dict[str, float] = self.page.evaluate("window.notedHints")
        return {rep_id: at_ms for rep_id, at_ms in noted.items() if at_ms}

    def drawn(self) -> int:
        """How often the skeleton has been drawn."""
        return int(self.page.evaluate("window.stagesDrawn"))


@contextmanager
def screen_clock(address: str, station_id: str, size_px: tuple[int, int]) -> Iterator[ScreenClock]:
    """Open a station's screen in Chromium; raises pytest's Skipped without a browser."""
    width, height = size_px
    with (
        browser() as chromium,
        chromium.new_page(viewport={"width": width, "height": height}) as page,
    ):
        page.add_init_script(_NOTE_HINTS)
        page.goto(f"{address}station?of={station_id}")
        expect(page.locator(".on-screen .trains")).not_to_be_empty()
        yield ScreenClock(page)
