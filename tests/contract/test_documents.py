"""What the documents say is what there is."""

import re
from pathlib import Path

import pytest

from support.reference_pages import DOCS, metrics_page, settings_page

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])


def test_the_page_of_settings_is_up_to_date() -> None:
    assert (DOCS / "settings.md").read_text(encoding="utf-8") == settings_page()


def test_the_page_of_metrics_is_up_to_date() -> None:
    assert (DOCS / "metrics.md").read_text(encoding="utf-8") == metrics_page()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_documents_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [
        link for link in links if "://" not in link and not (page.parent / link.strip()).exists()
    ]
    assert missing == []


def test_every_setting_says_what_it_means() -> None:
    silent = re.findall(r"\| `(SPOTTER_\w+)` \| [^|]*\|  \|", settings_page())
    assert silent == []
