"""What a page breaks of the Web Content Accessibility Guidelines, as axe finds it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def breaches(page: Page) -> list[str]:
    """The rules of WCAG 2.2 AA that it breaks, and where."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": _RULES}})
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
