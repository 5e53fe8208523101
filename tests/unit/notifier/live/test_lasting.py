from collections.abc import Mapping

from spotter.notifier.live.lasting import Lasting


def told(there: Mapping[int, str], *, until_s: int) -> list[tuple[int, str]]:
    """What is told when that changes, second by second; ``there`` holds from its time on."""
    lasting = Lasting[str, str](begins_after_s=12, ends_after_s=20)
    changes: list[tuple[int, str]] = []
    now = before = ""
    for second in range(until_s):
        now = there.get(second, now)
        found = lasting.turn({"rate": now} if now else {}, float(second)).get("rate", "")
        if found != before:
            changes.append((second, found))
        before = found
    return changes


def test_what_lasts_is_told_until_it_has_been_away_for_a_while() -> None:
    assert told({10: "4", 60: ""}, until_s=120) == [(22, "4"), (80, "")]


def test_what_happens_once_is_not_told() -> None:
    assert told({10: "4", 21: ""}, until_s=120) == []


def test_what_comes_and_goes_is_told_without_a_break() -> None:
    flapping = {
        start + step: "" if step else "4" for start in range(10, 200, 30) for step in (0, 14)
    }
    assert told(flapping, until_s=200) == [(22, "4")]


def test_the_newest_words_are_told() -> None:
    assert told({10: "4", 30: "5"}, until_s=40) == [(22, "4"), (30, "5")]
