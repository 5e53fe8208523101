"""Records when a real browser shows each alert, and what the page costs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page, expect

from support.servers.browser import browser

# The page's own socket, listened to besides: an alert's latest rep, and when it was painted.
_NOTE_ALERTS = """
window.notedAlerts = [];
window.framesDrawn = 0;
const nowMs = () => performance.timeOrigin + performance.now();
const draw = () => { window.framesDrawn += 1; requestAnimationFrame(draw); };
requestAnimationFrame(draw);
const note = (data) => {
  if (!data.startsWith('{"type":"alerts"')) return;
  const { alerts } = JSON.parse(data).alerts;
  const noted = alerts.filter((one) => one.evidence.rep_ids.length && one.is_active)
    .map((one) => ({ rep_id: one.evidence.rep_ids[0], in_page_ms: nowMs() }));
  window.notedAlerts.push(...noted);
  requestAnimationFrame(() => setTimeout(() => {
    noted.forEach((one) => { one.painted_ms = nowMs(); });
  }));
};
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => note(data));
  }
};
"""


@dataclass(frozen=True, slots=True)
class Noted:
    """When an alert that rests on a rep was in the page and painted, milliseconds since 1970."""

    rep_id: str
    in_page_ms: float
    painted_ms: float


@dataclass(frozen=True, slots=True)
class PageCost:
    """Frames that it drew so far, the processor time of its tasks, and its scripts' memory."""

    frames: int
    busy_s: float
    heap_mb: float


class AlertClock:
    """An open console that records when it shows each alert."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self._page = page
        self._session = session

    def let_pass(self, seconds: float) -> None:
        """Wait while the page runs."""
        self._page.wait_for_timeout(1000 * seconds)

    def noted(self) -> dict[str, Noted]:
        """By rep, when an alert of which it was the latest was shown first."""
        found = self._page.evaluate("window.notedAlerts.filter((one) => one.painted_ms)")
        return {one["rep_id"]: Noted(**one) for one in reversed(found)}

    def cost(self) -> PageCost:
        """What the page has cost so far."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        known = {one["name"]: one["value"] for one in metrics}
        frames = self._page.evaluate("window.framesDrawn")
        return PageCost(frames, known["TaskDuration"], known["JSHeapUsedSize"] / 1e6)


@contextmanager
def alert_clock(address: str) -> Iterator[AlertClock]:
    """Open the console at ``address`` in Chromium; raises pytest's Skipped without a browser."""
    size = {"width": 1920, "height": 1080}
    with browser() as chromium, chromium.new_page(viewport=size) as page:  # type: ignore[arg-type]
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        page.add_init_script(_NOTE_ALERTS)
        page.goto(address)
        expect(page.locator("#connection")).to_have_text("Connected")
        yield AlertClock(page, session)
