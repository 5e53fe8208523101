from spotter.alerting.events import Called, DutyChanged, PresenceNoted
from spotter.alerting.rules import MINUTE_US, SECOND_US, Rules
from spotter.alerting.values import Holding, Priority
from spotter.movement.values import FaultCode
from support.alerting.hall import BEGIN_US, Hall

MANY = [f"rack-{number:02}" for number in range(1, 31)]


def hall_of(count: int, *, ratio: float = 1.5) -> Hall:
    """So many people with a fault each, one after the other, each of another class."""
    hall = Hall(Rules())
    for name in MANY[:count]:
        hall.does(name, "xxx", class_id=name, ratio=ratio)
    return hall


def test_a_trainer_is_shown_two_alerts_in_ten_minutes_and_the_rest_waits() -> None:
    hall = hall_of(4)
    assert hall.shown == MANY[:2]
    held = [one for one in hall.open if one.holding]
    assert {one.holding for one in held} == {Holding.BUDGET}


def test_the_next_in_order_is_shown_when_its_turn_comes() -> None:
    hall = hall_of(3)
    hall.does(MANY[3], "xxxxx", class_id=MANY[3])
    begun_us = hall.alert(MANY[0]).opened_us
    while hall.now_us < begun_us + 10 * MINUTE_US - 60_000_000:
        for name in MANY[:4]:
            hall.does(name, "x", class_id=name)
    assert set(hall.shown) == set(MANY[:2])
    hall.wait((begun_us + 10 * MINUTE_US - hall.now_us) / SECOND_US + 1)
    assert len(hall.shown) == 3
    first = [one for one in hall.open if one.holding is None]
    waiting = [one for one in hall.open if one.holding is Holding.BUDGET]
    assert min(one.rank for one in first if one.whose.station_id in MANY[2:4]) >= waiting[0].rank


def test_what_is_urgent_is_always_shown_and_counts() -> None:
    hall = hall_of(3, ratio=2.5)
    hall.happens(Called("door"))
    assert len(hall.shown) == 4
    hall.does("bench", "xxx", class_id="bench")
    assert hall.alert("bench").holding is Holding.BUDGET


def test_two_trainers_are_shown_twice_as_many() -> None:
    hall = Hall(Rules())
    hall.happens(PresenceNoted("ana", 5 * MINUTE_US))
    hall.happens(PresenceNoted("ben", 5 * MINUTE_US))
    for name in MANY[:5]:
        hall.does(name, "xxx", class_id=name)
    assert len(hall.shown) == 4


def test_trainers_on_duty_count_though_nobody_is_at_the_console() -> None:
    hall = Hall(Rules())
    hall.happens(DutyChanged(2))
    for name in MANY[:5]:
        hall.does(name, "xxx", class_id=name)
    assert len(hall.shown) == 4


def test_what_a_trainer_has_taken_is_shown_whatever_the_budget() -> None:
    hall = hall_of(3)
    hall.takes("ana", hall.alert(MANY[2]))
    assert MANY[2] in hall.shown


def test_more_than_ten_in_ten_minutes_are_a_flood_in_which_only_the_urgent_are_shown() -> None:
    hall = Hall(Rules())
    hall.does("mild", "xxx", class_id="mild")
    for name in MANY[:9]:
        hall.does(name, "x", class_id=name, ratio=2.5)
    assert (hall.is_flood, len(hall.shown)) == (False, 10)
    hall.does(MANY[9], "x", class_id=MANY[9], ratio=2.5)
    hall.does(MANY[10], "x", class_id=MANY[10], ratio=2.5)
    assert hall.is_flood
    assert "mild" not in hall.shown
    assert set(hall.shown) == set(MANY[:11])


def test_what_waits_is_no_flood() -> None:
    hall = hall_of(25)
    assert not hall.is_flood
    assert len(hall.shown) == 2


def test_what_waits_is_in_order() -> None:
    hall = hall_of(3)
    hall.does("bench", "xxxx", FaultCode.SITS_TOO_HIGH, class_id="bench", ratio=1.2)
    assert hall.open[-1].priority is Priority.LOW
    ranks = [one.rank for one in hall.open]
    assert ranks == sorted(ranks, reverse=True)


def test_a_flood_ends_when_it_is_calm_again() -> None:
    hall = hall_of(11, ratio=2.5)
    hall.does("mild", "xxx", class_id="mild")
    while hall.now_us < hall.of(MANY[6])[0].opened_us + 10 * MINUTE_US:
        assert hall.alert("mild").holding is Holding.BUDGET
        hall.does("mild", "x", class_id="mild")
    assert not hall.is_flood


def test_in_an_hour_of_a_class_a_trainer_is_never_shown_more_than_two_in_ten_minutes() -> None:
    """Every third member has a fault for ten minutes of every thirty."""
    hall, shown_us = Hall(Rules()), dict[str, int]()
    while hall.now_us < BEGIN_US + 60 * MINUTE_US:
        minute = (hall.now_us - BEGIN_US) // MINUTE_US
        for place, name in enumerate(MANY[:12]):
            has_it = place % 3 == minute // 10 % 3
            hall.does(name, "x" if has_it else ".", class_id=name)
            for alert in hall.open:
                if alert.holding is None:
                    shown_us.setdefault(alert.alert_id, hall.now_us)
    times = sorted(shown_us.values())
    assert len(times) >= 8
    assert all(
        third - first >= 10 * MINUTE_US for first, third in zip(times, times[2:], strict=False)
    )
