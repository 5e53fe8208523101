from pathlib import Path

from spotter.alerting.rules import MINUTE_US, SECOND_US, Rules
from spotter.alerting.values import Priority
from spotter.movement.values import FaultCode

PAGE = Path(__file__).parents[2] / "docs" / "alerting.md"
RULES = Rules()


def numbers(rules: Rules) -> list[str]:
    """What the page has to say of the rules' numbers."""
    times, of = rules.persists_of
    high, medium = (
        [after_us // MINUTE_US for after_us in rules.pages_us[one]]
        for one in (Priority.HIGH, Priority.MEDIUM)
    )
    return [
        f"in {times} of the last {of} reps of the exercise |",
        f"{rules.fixed_reps} reps in a row without it: it is fixed",
        f"{rules.differs_fixed_reps} good reps in a row, or the next set",
        f"{rules.unscorable_reps} in a row | {rules.framed_reps} scored reps in a row |",
        f"{rules.two_people_reps} reps in a row | {rules.framed_reps} scored reps in a row; it",
        f"after {rules.camera_off_us // SECOND_US} s, or at the third time within ten minutes",
        f"after {rules.camera_on_us // SECOND_US} s of pictures",
        f"{rules.flaps_on_us // MINUTE_US} minutes if it came and went",
        f"is below {rules.mild:g}",
        f"is {rules.severe:g} or more",
        f"{rules.harm_of(FaultCode.STOPS_SHORT):g} for a rep that stops short",
        f"lacks {100 * rules.missing_ratio:g} % of the way",
        f"from {rules.opens_ratio:g} times the threshold",
        f"after {rules.follows_us // MINUTE_US} minutes without a rep",
        f"from {rules.worse_ratio:g} times the worst rep",
        f"in how many of the latest {rules.counted_reps} reps",
        f"**{rules.shown_for_each} alerts in {rules.window_us // MINUTE_US} minutes for each",
        f"**More than {rules.flood_for_each} shown in {rules.window_us // MINUTE_US} minutes",
        f"It is over below {rules.calm_for_each}. What",
        f"when {rules.line_people} or more people, and {10 * rules.line_ratio:g} in 10 of those",
        f"below {rules.line_keeps_people} people or {10 * rules.line_keeps_ratio:g} in 10",
        f"after {rules.takes_us // MINUTE_US} minutes in which nothing follows",
        f"at once, then after {high[1]}, {high[2]} and {high[3]} minutes more",
        f"after {medium[0]} minutes, then after {medium[1]} and {medium[2]} minutes more",
    ]


def test_the_page_about_alerts_has_the_numbers_of_the_rules() -> None:
    page = " ".join(PAGE.read_text().split())
    assert [one for one in numbers(RULES) if one not in page] == []


def test_the_words_about_the_numbers_are_true() -> None:
    assert (RULES.flaps, RULES.waits, RULES.waits_us) == (3, 3, MINUTE_US)
    assert RULES.harm_of(FaultCode.KNEES_IN) == RULES.harm_of(FaultCode.ROUNDED_BACK) == 2
    assert RULES.harm_of(FaultCode.SITS_TOO_HIGH) == RULES.harm_of(FaultCode.STOPS_SHORT)
    assert RULES.silence_us == (MINUTE_US, 24 * 60 * MINUTE_US)
    assert RULES.pages_us[Priority.LOW] == ()


def test_who_slips_is_an_alert_as_seldom_as_the_page_says() -> None:
    """A rep opens one if it is faulty, and two or three of the three before are."""
    slips = 0.15
    two_or_three = 3 * slips**2 * (1 - slips) + slips**3
    assert round(1 / (slips * two_or_three)) == 110
