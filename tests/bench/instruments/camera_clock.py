"""Records what a browser that is a station's camera sends, and when its skeletons are painted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from bench.instruments.footage import RATE_HZ
from support.cameras.fake_camera import filming_browser
from support.servers.browser import browser
from support.waiting import until

_NOTE_PICTURES_AND_POSES = """
window.sentPictures = [];
window.paintedPoses = {};
const nowMs = () => performance.timeOrigin + performance.now();
let arrived = "";
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => {
      const { type, poses } = JSON.parse(data);
      if (type === "poses") arrived = poses.at(-1).people[0]?.xy.join() ?? "";
    });
  }
  send(data) {
    super.send(data);
    if (typeof data !== "string") {
      const taken_ms = Number(new DataView(data.buffer).getBigUint64(0)) / 1000;
      window.sentPictures.push([performance.timeOrigin + taken_ms, data.byteLength]);
    }
  }
};
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...area) {
  clear.apply(this, area);
  if (arrived) {
    const drawn = arrived;
    arrived = "";
    setTimeout(() => { window.paintedPoses[drawn] ??= nowMs(); });
  }
};
"""


@dataclass(frozen=True, slots=True)
class SentPicture:
    """When it was taken, milliseconds since 1970, and how much was sent."""

    taken_ms: float
    length: int


@dataclass(frozen=True, slots=True)
class CameraClock:
    """A station's screen that films."""

    page: Page

    def let_pass(self, seconds: float) -> None:
        """Wait while the page runs."""
        self.page.wait_for_timeout(1000 * seconds)

    def sent(self) -> list[SentPicture]:
        """The pictures so far."""
        return [SentPicture(*one) for one in self.page.evaluate("window.sentPictures")]

    def painted_ms(self) -> dict[str, float]:
        """When each skeleton was first drawn, milliseconds since 1970, by its joints."""
        noted: dict[str, float] = self.page.evaluate("window.paintedPoses")
        return noted


@contextmanager
def camera_clock(address: str, station_id: str, video: Path, folder: Path) -> Iterator[CameraClock]:
    """Film the ``video`` at a station's screen in Chromium.

    Raises pytest's Skipped without a browser.
    """
    with (
        browser(*filming_browser(video, folder, round(RATE_HZ)), is_whole=True) as chromium,
        chromium.new_page(viewport={"width": 1280, "height": 800}) as page,
    ):
        page.context.grant_permissions(["camera"])
        page.add_init_script(_NOTE_PICTURES_AND_POSES)
        page.goto(f"{address}station?of={station_id}")
        page.get_by_role("button", name="Yes, film me").click()
        clock = CameraClock(page)
        until(clock.sent, what="a picture")
        yield clock
