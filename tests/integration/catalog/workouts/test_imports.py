"""Workouts that people bring along: files of other apps over real gRPC into a real database."""

import tracemalloc
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import redis

from spotter.api.catalog.v1 import workout_service_pb2 as messages
from spotter.catalog.errors import CatalogError
from spotter.catalog.workouts.file_lines import lines_of
from spotter.catalog_client.errors import ConflictError, RefusedError, UnknownError
from spotter.catalog_client.training.workouts import WantedWorkouts
from spotter.training.imports import Unmatched
from spotter.training.load import LoadUnit
from spotter.wire.catalog.training.workout_imports import (
    ImportedWorkouts,
    ImportOrder,
    MatchedName,
    order_message,
)
from spotter.wire.catalog.training.workouts import StoredWorkout, WorkoutKind
from support.records.people_catalog import REPS
from support.records.taught import teach
from support.records.workout_catalog import WorkoutCatalog, workout_catalog

HEADER = "title,start_time,end_time,exercise_title,set_type,weight_kg,reps,duration_seconds\n"
WEDNESDAY = date(2026, 2, 25)
FILE = HEADER + (
    'Legs,"25 Feb 2026, 18:30","25 Feb 2026, 19:30",Squat (Barbell),warmup,40,8,\n'
    'Legs,"25 Feb 2026, 18:30","25 Feb 2026, 19:30",Squat (Barbell),normal,80,8,\n'
    'Legs,"25 Feb 2026, 18:30","25 Feb 2026, 19:30",Squat (Barbell),normal,80,8,\n'
    'Legs,"25 Feb 2026, 18:30","25 Feb 2026, 19:30",Планка,normal,,,60\n'
    'Pull,"23 Feb 2026, 23:59","24 Feb 2026, 1:00",Pullup,normal,,5,\n'
    'Pull,"tomorrow","24 Feb 2026, 1:00",Pullup,normal,,5,\n'
    'Legs,"18 Feb 2026, 18:30","18 Feb 2026, 19:30",Squat (Barbell),normal,75,8,\n'
    'Old,"1 Jan 2026, 18:30","1 Jan 2026, 19:30",Squat (Barbell),normal,70,8,\n'
)
NAMES = {"Squat (Barbell)": "squat", "Pullup": "pull-up", "Планка": "plank"}


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[WorkoutCatalog]:
    with workout_catalog(database_url, redis_client) as one:
        for name in ("squat", "plank", "pull-up"):
            teach(one.exercises, name)
        yield one


@pytest.fixture
def anna(catalog: WorkoutCatalog) -> str:
    return catalog.members.add("Anna", REPS).member_id


def pieces_of(text: str, size: int = 7) -> Iterator[bytes]:
    data = text.encode()
    return (data[at : at + size] for at in range(0, len(data), size))


def bring(
    catalog: WorkoutCatalog, member_id: str, text: str = FILE, *, plan_from: date | None = None
) -> ImportedWorkouts:
    order = ImportOrder(member_id, is_dry_run=False, names=NAMES, plan_from=plan_from)
    return catalog.workouts.bring(order, pieces_of(text))


def performed(catalog: WorkoutCatalog, member_id: str) -> list[StoredWorkout]:
    return list(catalog.workouts.listed(WantedWorkouts(WorkoutKind.PERFORMED, member_id)))


def shown(workouts: Iterable[StoredWorkout]) -> list[tuple[str, str, list[str]]]:
    return [
        (
            str(one.placement.day) if one.placement else "",
            one.workout.title,
            [
                f"{item.sets}x{item.reps or item.seconds} {item.exercise} {item.load_kg}"
                for item in one.workout.items
            ],
        )
        for one in workouts
    ]


def test_a_dry_run_says_what_matches_and_stores_nothing(catalog: WorkoutCatalog, anna: str) -> None:
    order = ImportOrder(anna, is_dry_run=True)
    found = catalog.workouts.bring(order, pieces_of(FILE))
    assert (found.workout_count, found.stored_count, found.new_count) == (4, 0, 0)
    assert found.matched == (
        MatchedName("Squat (Barbell)", "squat", 5, "equipment left out"),
        MatchedName("Pullup", "pull-up", 1, "same"),
    )
    assert found.unmatched == (Unmatched("Планка", 1, ()),)
    assert [one.line for one in found.not_read] == [7]
    assert "found 'tomorrow'" in found.not_read[0].reason
    assert performed(catalog, anna) == []


def test_what_was_done_is_stored_with_the_chosen_names(catalog: WorkoutCatalog, anna: str) -> None:
    found = bring(catalog, anna)
    assert (found.workout_count, found.stored_count, found.new_count) == (4, 4, 4)
    assert found.unmatched == ()
    assert found.planned == ()
    assert shown(performed(catalog, anna)) == [
        ("2026-01-01", "Old", ["1x8 squat 70.0"]),
        ("2026-02-18", "Legs", ["1x8 squat 75.0"]),
        ("2026-02-23", "Pull", ["1x5 pull-up None"]),
        ("2026-02-25", "Legs", ["1x8 squat 40.0", "2x8 squat 80.0", "1x60.0 plank None"]),
    ]


def test_importing_the_same_file_again_doubles_nothing(catalog: WorkoutCatalog, anna: str) -> None:
    first = bring(catalog, anna, plan_from=date(2026, 3, 3))
    before = performed(catalog, anna)
    again = bring(catalog, anna, plan_from=date(2026, 3, 20))
    assert (again.stored_count, again.new_count) == (4, 0)
    assert performed(catalog, anna) == before
    assert again.planned == first.planned


def test_what_was_corrected_or_chosen_since_replaces_what_was(
    catalog: WorkoutCatalog, anna: str
) -> None:
    some = ImportOrder(anna, is_dry_run=False, names={"Pullup": "pull-up"})
    found = catalog.workouts.bring(some, pieces_of(FILE))
    assert (found.stored_count, found.new_count) == (1, 1)
    assert found.unmatched == (
        Unmatched("Squat (Barbell)", 5, ("squat",)),
        Unmatched("Планка", 1, ()),
    )
    corrected = FILE.replace("normal,75,8", "normal,77.5,9")
    found = bring(catalog, anna, corrected)
    assert (found.stored_count, found.new_count) == (4, 3)
    assert shown(performed(catalog, anna))[1] == ("2026-02-18", "Legs", ["1x9 squat 77.5"])


def test_a_workout_whose_rows_are_apart_is_one_again_and_again(
    catalog: WorkoutCatalog, anna: str
) -> None:
    header, *rows = FILE.splitlines(keepends=True)
    apart = header + "".join([rows[0], rows[4], rows[1], rows[6], rows[2], rows[3]])
    for _ in range(2):
        bring(catalog, anna, apart)
        assert shown(performed(catalog, anna))[-1] == (
            "2026-02-25",
            "Legs",
            ["1x8 squat 40.0", "1x8 squat 80.0", "1x8 squat 80.0", "1x60.0 plank None"],
        )


def test_the_last_weeks_are_planned_again_on_their_weekdays(
    catalog: WorkoutCatalog, anna: str
) -> None:
    found = bring(catalog, anna, plan_from=date(2026, 3, 3))
    planned = list(catalog.workouts.listed(WantedWorkouts(WorkoutKind.PLANNED, anna)))
    assert tuple(planned) == found.planned
    assert shown(planned) == [
        ("2026-03-04", "Legs", ["2x8 squat 80.0", "1x60.0 plank None"]),
        ("2026-03-09", "Pull", ["1x5 pull-up None"]),
    ]


def test_two_members_bring_the_same_file(catalog: WorkoutCatalog, anna: str) -> None:
    ben = catalog.members.add("Ben", REPS).member_id
    assert bring(catalog, anna).new_count == bring(catalog, ben).new_count == 4
    assert len(performed(catalog, anna)) == len(performed(catalog, ben)) == 4


def test_pounds_are_kept_as_kilograms(catalog: WorkoutCatalog, anna: str) -> None:
    strong = (
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,"
        "Workout Notes,RPE\n2026-02-25 18:30:00,Legs,1h,Squat,1,135,5,0,0,,,\n"
    )
    names = {"Squat": "squat"}
    with pytest.raises(RefusedError, match="told whether the weights are kg or lb"):
        catalog.workouts.bring(ImportOrder(anna, False, names=names), pieces_of(strong))  # noqa: FBT003
    order = ImportOrder(anna, is_dry_run=False, unit=LoadUnit.LB, names=names)
    catalog.workouts.bring(order, pieces_of(strong))
    assert performed(catalog, anna)[0].workout.items[0].load_kg == 61.23496995


def test_what_cannot_be_imported_is_refused_in_words(catalog: WorkoutCatalog, anna: str) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    with pytest.raises(UnknownError, match="there is no member"):
        bring(catalog, nobody)
    with pytest.raises(RefusedError, match="expected a CSV file with the columns of Strong"):
        bring(catalog, anna, "a,b\n1,2\n")
    with pytest.raises(RefusedError, match="found an empty file"):
        bring(catalog, anna, "")
    unknown = ImportOrder(anna, is_dry_run=False, names={"Squat": "squats"})
    with pytest.raises(UnknownError, match="no exercise 'squats'; most like it: squat"):
        catalog.workouts.bring(unknown, pieces_of(FILE))
    with pytest.raises(RefusedError, match="expected text in UTF-8; found other bytes"):
        catalog.workouts.bring(ImportOrder(anna, is_dry_run=True), [FILE.encode(), b"\xff\xfe\xfd"])
    catalog.members.leave(anna)
    with pytest.raises(ConflictError, match="Anna has left"):
        bring(catalog, anna, plan_from=WEDNESDAY)


@pytest.mark.parametrize("requests", [[], [messages.ImportWorkoutsRequest(data=b"a,b")]])
def test_the_order_comes_first(
    catalog: WorkoutCatalog, requests: list[messages.ImportWorkoutsRequest]
) -> None:
    with pytest.raises(Exception, match="expected what to do with the file first"):
        catalog.stub.ImportWorkouts(iter(requests))


def test_an_upload_that_breaks_off_leaves_what_was_read_and_can_be_repeated(
    catalog: WorkoutCatalog, anna: str
) -> None:
    def broken() -> Iterator[messages.ImportWorkoutsRequest]:
        order = ImportOrder(anna, is_dry_run=False, names=NAMES)
        yield messages.ImportWorkoutsRequest(order=order_message(order, "ida"))
        yield messages.ImportWorkoutsRequest(data=FILE.encode()[:200])
        raise ConnectionError

    with pytest.raises(Exception):  # noqa: B017, PT011 - gRPC's own
        catalog.stub.ImportWorkouts(broken())
    assert bring(catalog, anna).stored_count == 4
    assert len(performed(catalog, anna)) == 4


def test_a_long_file_is_read_in_bounded_memory() -> None:
    row = b'Legs,"25 Feb 2026, 18:30","25 Feb 2026, 19:30",Squat,normal,80,8,\n'
    pieces = (row * 1000 for _ in range(200))
    tracemalloc.start()
    assert sum(1 for _ in lines_of(pieces)) == 200_000
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most_bytes < 2_000_000


def test_lines_come_in_any_encoding_with_a_mark_and_any_ending() -> None:
    text = "Größe,脚\r\nb\rc\nd"
    expected = ["Größe,脚\n", "b\n", "c\n", "d"]
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        data = text.encode(encoding)
        for size in (1, 2, 3, 100):
            pieces = [data[at : at + size] for at in range(0, len(data), size)]
            assert list(lines_of(pieces)) == expected


def test_lines_and_files_without_end_are_refused() -> None:
    with pytest.raises(CatalogError, match="longer one at line 2"):
        list(lines_of([b"a\n", b"x" * 70_000]))
    with pytest.raises(CatalogError, match="expected a file of at most"):
        list(lines_of([b"a\n"] * 10, most_bytes=15))


def test_every_day_of_years_is_stored_in_steps(catalog: WorkoutCatalog, anna: str) -> None:
    days = [datetime(2020, 1, 1, 18, 30) + timedelta(days=day) for day in range(1500)]  # noqa: DTZ001
    rows = [
        f'Legs,"{day:%Y-%m-%d %H:%M}",,Squat (Barbell),normal,{80 + at % 2},8,\n'
        for day in days
        for at in range(4)
    ]
    order = ImportOrder(anna, is_dry_run=False, names=NAMES)
    found = catalog.workouts.bring(order, pieces_of(HEADER + "".join(rows), 65_536))
    assert (found.workout_count, found.stored_count, found.new_count) == (1500, 1500, 1500)
    assert len(performed(catalog, anna)) == 1500


def test_two_who_import_the_same_file_at_once_double_nothing(
    catalog: WorkoutCatalog, anna: str
) -> None:
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(lambda _: bring(catalog, anna, plan_from=WEDNESDAY), range(2)))
    assert sum(one.new_count for one in found) == 4
    assert found[0].planned == found[1].planned
    assert len(performed(catalog, anna)) == 4


def test_a_file_doubles_nothing_in_a_gym_that_has_changed_its_time_zone(
    catalog: WorkoutCatalog, anna: str, database_url: str, redis_client: redis.Redis
) -> None:
    bring(catalog, anna, plan_from=WEDNESDAY)
    before = shown(performed(catalog, anna))
    with workout_catalog(database_url, redis_client, ZoneInfo("America/New_York")) as moved:
        assert bring(moved, anna, plan_from=WEDNESDAY).new_count == 0
        assert shown(performed(moved, anna)) == before
        assert len([*moved.workouts.listed(WantedWorkouts(WorkoutKind.PLANNED, anna))]) == len(
            [*catalog.workouts.listed(WantedWorkouts(WorkoutKind.PLANNED, anna))]
        )


def test_a_further_part_of_a_workout_that_is_full_is_left_out(
    catalog: WorkoutCatalog, anna: str
) -> None:
    def sets(day: int, count: int) -> str:
        at = f'"{day} Feb 2026, 18:30","{day} Feb 2026, 19:30"'
        return "".join(
            f"Legs,{at},Squat (Barbell),normal,80,{1 + number % 2},\n" for number in range(count)
        )

    found = bring(catalog, anna, HEADER + sets(1, 1000) + sets(2, 1000) + sets(1, 4))
    assert (found.new_count, found.stored_count) == (2, 2)
    assert [len(one.workout.items) for one in performed(catalog, anna)] == [1000, 1000]
