"""What a station's own screen asks before and after a session."""

from playwright.sync_api import Page, expect

from support.access.at_page import width_px
from support.servers.accessible import breaches


def answered(page: Page, path: str) -> dict[str, object]:
    """What the page sends there when its answer is done; it must be taken."""
    with page.expect_response(lambda one: one.url.endswith(path)) as sent:
        page.get_by_role("button", name="Done").click()
    assert sent.value.status == 204
    body = sent.value.request.post_data_json
    assert isinstance(body, dict)
    return body


def test_whoever_comes_says_how_they_are_and_whoever_leaves_how_hard_it_was(
    screen: Page,
) -> None:
    screen.get_by_role("button", name="How are you today?").click()
    done = screen.get_by_role("button", name="Done")
    expect(done).to_be_disabled()
    for place, rating in enumerate((2, 3, 4, 5)):
        screen.locator(".question[open] .scale").nth(place).get_by_label(str(rating)).check()
    assert breaches(screen) == []
    assert answered(screen, "/readiness") == {
        "sleep": 2,
        "stress": 3,
        "fatigue": 4,
        "soreness": 5,
    }
    expect(screen.get_by_role("button", name="How are you today?")).to_be_hidden()

    screen.get_by_role("button", name="Leave", exact=True).click()
    screen.locator(".question[open]").get_by_label("7", exact=True).check()
    screen.get_by_label("Something hurt").check()
    assert breaches(screen) == []
    assert answered(screen, "/effort") == {"effort": 7, "hurts": True}
    expect(screen.locator(".question[open]")).to_have_count(0)
    assert screen.evaluate("document.documentElement.scrollWidth") <= width_px(screen)
