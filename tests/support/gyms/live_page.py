"""The live page of a staged gym: its parts, and what its canvases show."""

from playwright.sync_api import Locator, Page, expect

from support.gyms.staged_gym import StagedGym
from support.processes.service_process import ServiceProcess, started_warm

SCRIPT = "<script>document.title='hacked'</script><b>Rack 3</b>"
INK = """canvas => {
  const {width, height} = canvas;
  const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  let ink = 0;
  for (let place = 3; place < data.length; place += 4) ink += data[place] > 0;
  return ink / (width * height);
}"""
_PIXELS = """canvas => {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.style.color = "var(COLOUR)";
  const colour = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
  probe.remove();
  const {width, height} = canvas;
  const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  let found = 0;
  for (let place = 0; place < data.length; place += 4)
    found += colour.every((value, channel) => data[place + channel] === value);
  return found;
}"""
SHADOW, BAR = (_PIXELS.replace("COLOUR", one) for one in ("--ghost", "--equipment"))
"""The number of pixels in the colour of a reference, and in that of equipment."""
PICTURE = "canvas => canvas.toDataURL()"


def settings_of(gym: StagedGym) -> dict[str, object]:
    """Settings with which a station stays live although nobody trains there."""
    return {**gym.settings, "silent_after_s": 3600}


def notifier_of(gym: StagedGym, port: int) -> ServiceProcess:
    return started_warm("notifier", **settings_of(gym), port=port)


def open_grid(page: Page, address: str) -> None:
    """Open the page in the gym's own order; on a phone, the grid is behind a tab."""
    page.goto(f"{address}?order=gym")
    expect(page.locator("#connection")).to_have_text("Connected")
    tab = page.get_by_role("button", name="Wall", exact=True)
    if tab.is_visible():
        tab.click()


def tile(page: Page, station_id: str) -> Locator:
    return page.locator(f'.tile[data-station-id="{station_id}"]')
