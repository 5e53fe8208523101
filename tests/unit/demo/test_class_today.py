from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from spotter.demo.class_today import class_from, moved_to
from spotter.demo.plan import demo_stations

NOW = datetime(2026, 4, 10, 18, 33, 12, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
MEMBERS = ("8f14e45f-ceea-467f-8b1c-2d6f1d0f0a01", "8f14e45f-ceea-467f-8b1c-2d6f1d0f0a02")


def test_the_class_has_all_who_train_now_and_two_trainers() -> None:
    stations = demo_stations(3, 10.0)
    plan = class_from(NOW, MEMBERS, stations)
    assert (plan.first_day, plan.starts_at) == (date(2026, 4, 10), time(18, 30))
    assert plan.member_ids == MEMBERS
    assert plan.station_ids == ("rack-1", "mat-1", "dumbbells-1")
    assert len(plan.trainers) == 2


def test_on_another_day_it_begins_anew_with_whoever_belongs_to_it_by_then() -> None:
    plan = class_from(NOW, MEMBERS[:1], demo_stations(1, 10.0))
    moved = moved_to(NOW.replace(day=12, hour=0, minute=4), plan)
    assert (moved.first_day, moved.starts_at) == (date(2026, 4, 12), time(0, 0))
    assert moved.member_ids == MEMBERS[:1]
