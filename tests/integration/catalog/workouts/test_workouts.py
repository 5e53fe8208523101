"""Workouts in the catalog: stored, listed, planned from templates; real gRPC and database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest
import redis
from sqlalchemy import func, select

from spotter.api.catalog.v1 import exercise_service_pb2 as exercise_messages
from spotter.api.catalog.v1 import workout_service_pb2 as messages
from spotter.catalog.database.tables import WorkoutItemRow
from spotter.catalog.workouts import statements
from spotter.catalog_client.errors import ConflictError, RefusedError, UnknownError
from spotter.catalog_client.training.workouts import WantedWorkouts
from spotter.movement.values import Tempo
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.people.classes import ClassPlan
from spotter.wire.catalog.training.workouts import Placement, StoredWorkout, WorkoutKind
from support.records.audited import audited
from support.records.people_catalog import REPS
from support.records.taught import teach
from support.records.workout_catalog import WorkoutCatalog, workout_catalog

NOBODY = "00000000-0000-4000-8000-000000000000"
MONDAY = date(2026, 3, 2)
LEGS = Workout(
    "Legs",
    (
        Item(
            "squat",
            3,
            reps=8,
            tempo=Tempo(3, 1, 1.25, 0),
            rest_s=90,
            load_kg=61.23496995,
            least_reps=6,
            most_speed_loss_ratio=0.2,
        ),
        Item("plank", 2, seconds=45.5),
        Item("squat", 1, reps=20, load_kg=0),
    ),
)
TITLES = ["脚の日", "Ноги", "يوم الساقين", "पैर", "🏋️ Beine & Rücken", "a' OR 1=1; --", "50 % _"]
EVENING = ClassPlan("Evening", MONDAY, False, time(18, 30), 60)  # noqa: FBT003


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[WorkoutCatalog]:
    with workout_catalog(database_url, redis_client) as one:
        for name in ("squat", "plank", "pull-up"):
            teach(one.exercises, name)
        yield one


def anna(catalog: WorkoutCatalog, name: str = "Anna") -> str:
    return catalog.members.add(name, REPS).member_id


def listed(catalog: WorkoutCatalog, wanted: WantedWorkouts, page_size: int = 500) -> list[str]:
    return [one.workout.title for one in catalog.workouts.listed(wanted, page_size)]


def test_a_planned_workout_comes_back_as_it_was_stored(catalog: WorkoutCatalog) -> None:
    stored = catalog.workouts.store(LEGS, Placement(anna(catalog), MONDAY))
    assert stored.workout == LEGS
    assert catalog.workouts.get(stored.workout_id) == stored
    assert stored.exercise_ids[0] == stored.exercise_ids[2] != stored.exercise_ids[1]
    assert stored.author == "ida"
    assert audited(catalog.database, stored.workout_id) == ["ida: planned a workout"]


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_in_any_script(catalog: WorkoutCatalog, title: str) -> None:
    stored = catalog.workouts.store(replace(LEGS, title=title))
    assert catalog.workouts.get(stored.workout_id).workout.title == title


def test_a_workout_is_replaced_as_a_whole(catalog: WorkoutCatalog) -> None:
    member_id = anna(catalog)
    first = catalog.workouts.store(LEGS, Placement(member_id, MONDAY))
    pull = Workout("Pull", (Item("pull-up", 5, reps=5),))
    second = catalog.workouts.store(pull, Placement(member_id, date(2026, 3, 4)), first.workout_id)
    assert second == catalog.workouts.get(first.workout_id)
    assert (second.workout, second.created_us) == (pull, first.created_us)
    assert audited(catalog.database, first.workout_id)[1:] == ["ida: changed the workout"]


def test_a_deleted_workout_is_gone(catalog: WorkoutCatalog) -> None:
    stored = catalog.workouts.store(LEGS)
    catalog.workouts.delete(stored.workout_id)
    with pytest.raises(UnknownError, match="there is no workout"):
        catalog.workouts.get(stored.workout_id)
    with pytest.raises(UnknownError, match="there is no workout"):
        catalog.workouts.delete(stored.workout_id)
    with catalog.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(WorkoutItemRow)) == 0


def test_workouts_are_listed_by_member_day_and_kind_in_pages(catalog: WorkoutCatalog) -> None:
    member_id, other_id = anna(catalog), anna(catalog, "Ben")
    for day in (4, 2, 3, 2):
        catalog.workouts.store(
            replace(LEGS, title=f"{day} March"), Placement(member_id, date(2026, 3, day))
        )
    did = Placement(other_id, MONDAY, is_performed=True)
    catalog.workouts.store(replace(LEGS, title="done"), did)
    for title in ("B", "A"):
        catalog.workouts.store(replace(LEGS, title=title))
    own = WantedWorkouts(member_id=member_id)
    for page_size in (1, 2, 3, 500):
        assert listed(catalog, own, page_size) == ["2 March", "2 March", "3 March", "4 March"]
    assert listed(catalog, WantedWorkouts(first_day=date(2026, 3, 3))) == ["3 March", "4 March"]
    on_monday = WantedWorkouts(first_day=MONDAY, last_day=MONDAY)
    assert listed(catalog, on_monday, 1) == ["2 March", "2 March", "done"]
    assert listed(catalog, replace(on_monday, kind=WorkoutKind.PERFORMED)) == ["done"]
    assert listed(catalog, replace(on_monday, kind=WorkoutKind.PLANNED)) == ["2 March", "2 March"]
    assert listed(catalog, WantedWorkouts(kind=WorkoutKind.TEMPLATE), 1) == ["A", "B"]
    assert listed(catalog, WantedWorkouts(last_day=date(2026, 3, 1))) == []


def test_a_page_of_long_workouts_is_shorter(
    catalog: WorkoutCatalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "_MOST_ITEMS", 7)
    for title in "ABCD":
        catalog.workouts.store(replace(LEGS, title=title))
    request = messages.ListWorkoutsRequest(kind=messages.WORKOUT_KIND_TEMPLATE)
    page = catalog.stub.ListWorkouts(request)
    assert [one.plan.title for one in page.workouts] == ["A", "B"]
    assert listed(catalog, WantedWorkouts(kind=WorkoutKind.TEMPLATE)) == ["A", "B", "C", "D"]


def test_the_token_of_another_list_is_refused_in_words(catalog: WorkoutCatalog) -> None:
    for title in "AB":
        catalog.workouts.store(replace(LEGS, title=title))
    request = messages.ListWorkoutsRequest(kind=messages.WORKOUT_KIND_TEMPLATE, page_size=1)
    token = catalog.stub.ListWorkouts(request).next_page_token
    with pytest.raises(Exception, match="expected the page token of the answer before"):
        catalog.stub.ListWorkouts(messages.ListWorkoutsRequest(page_token=token))


def test_what_cannot_be_is_refused_in_words(catalog: WorkoutCatalog) -> None:
    member_id = anna(catalog)
    with pytest.raises(UnknownError, match="no exercise 'squats'; most like it: squat"):
        catalog.workouts.store(Workout("Legs", (Item("squats", 3, reps=8),)))
    with pytest.raises(UnknownError, match=r"no exercise 'жим'; the gym has plank, pull-up, squat"):
        catalog.workouts.store(Workout("Legs", (Item("жим", 3, reps=8),)))
    with pytest.raises(UnknownError, match=f"there is no member {NOBODY}"):
        catalog.workouts.store(LEGS, Placement(NOBODY, MONDAY))
    with pytest.raises(UnknownError, match=f"there is no class {NOBODY}"):
        catalog.workouts.store(LEGS, Placement(member_id, MONDAY, NOBODY))
    endless = Workout("Legs", (Item("squat", 600, reps=1), Item("plank", 401, reps=1)))
    with pytest.raises(RefusedError, match="at most 1000 sets in a workout; found 1001"):
        catalog.workouts.store(endless, Placement(member_id, MONDAY))
    with pytest.raises(UnknownError, match="there is no workout"):
        catalog.workouts.store(LEGS, None, NOBODY)
    with pytest.raises(UnknownError, match="there is no member"):
        listed(catalog, WantedWorkouts(member_id=NOBODY))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-02-30", "a day is YYYY-MM-DD; found '2026-02-30'"),
        ("", "a day is YYYY-MM-DD; found ''"),
        ("2101-01-01", "expected a day from 1970-01-01 to 2100-12-31; found 2101-01-01"),
    ],
)
def test_a_day_out_of_range_is_refused_in_words(
    catalog: WorkoutCatalog, day: str, words: str
) -> None:
    plan = messages.WorkoutPlan(
        title="Legs", items=[messages.WorkoutItem(exercise="squat", sets=1, reps=1)]
    )
    placement = messages.Placement(member_id=anna(catalog), day=day)
    request = messages.StoreWorkoutRequest(placement=placement, plan=plan, author="ida")
    with pytest.raises(Exception, match=words):
        catalog.stub.StoreWorkout(request)


def test_a_workout_without_exercises_is_refused_in_words(catalog: WorkoutCatalog) -> None:
    request = messages.StoreWorkoutRequest(plan=messages.WorkoutPlan(title="Legs"), author="ida")
    with pytest.raises(Exception, match="the workout 'Legs' has no exercises"):
        catalog.stub.StoreWorkout(request)


def test_an_archived_exercise_is_refused_and_stays_where_it_is(catalog: WorkoutCatalog) -> None:
    template = catalog.workouts.store(LEGS)
    request = exercise_messages.ArchiveExerciseRequest(
        exercise_id=template.exercise_ids[1], author="ida"
    )
    catalog.exercises.ArchiveExercise(request)
    assert catalog.workouts.get(template.workout_id).workout == LEGS
    with pytest.raises(ConflictError, match="the exercise plank is archived"):
        catalog.workouts.store(LEGS)
    with pytest.raises(ConflictError, match="names the exercise plank, which is archived"):
        catalog.workouts.plan(template.workout_id, MONDAY, [anna(catalog)])


def test_a_renamed_exercise_keeps_its_workouts(catalog: WorkoutCatalog) -> None:
    template = catalog.workouts.store(LEGS)
    request = exercise_messages.RenameExerciseRequest(
        exercise_id=template.exercise_ids[1], name="forearm-plank", author="ida"
    )
    catalog.exercises.RenameExercise(request)
    items = catalog.workouts.get(template.workout_id).workout.items
    assert [one.exercise for one in items] == ["squat", "forearm-plank", "squat"]


def test_nothing_is_planned_for_who_has_left(catalog: WorkoutCatalog) -> None:
    member_id = anna(catalog)
    catalog.members.leave(member_id)
    with pytest.raises(ConflictError, match="Anna has left"):
        catalog.workouts.store(LEGS, Placement(member_id, MONDAY))
    did = Placement(member_id, MONDAY, is_performed=True)
    assert catalog.workouts.store(LEGS, did).placement == did


def test_a_template_is_planned_for_a_class_once(catalog: WorkoutCatalog) -> None:
    template = catalog.workouts.store(LEGS)
    ids = [anna(catalog, name) for name in ("Anna", "Ben", "Чехов")]
    gone, guest = anna(catalog, "Gone"), anna(catalog, "Zoë")
    plan = replace(EVENING, member_ids=(*ids, gone))
    class_id = catalog.classes.create(plan).class_id
    catalog.members.leave(gone)
    workouts, new_count = catalog.workouts.plan(
        template.workout_id, MONDAY, [guest, ids[0]], class_id
    )
    assert new_count == len(workouts) == 4
    assert {whose(one) for one in workouts} == {*ids, guest}
    assert all(one.workout == LEGS for one in workouts)
    changed = catalog.workouts.store(
        Workout("Easy legs", LEGS.items[:1]), workouts[0].placement, workouts[0].workout_id
    )
    again, new_count = catalog.workouts.plan(template.workout_id, MONDAY, [], class_id)
    assert new_count == 0
    assert len(again) == 3
    assert catalog.workouts.get(changed.workout_id).workout.title == "Easy legs"
    catalog.workouts.delete(template.workout_id)
    assert len(listed(catalog, WantedWorkouts(first_day=MONDAY, last_day=MONDAY))) == 4


def test_only_a_template_is_planned_and_only_for_somebody(catalog: WorkoutCatalog) -> None:
    member_id = anna(catalog)
    own = catalog.workouts.store(LEGS, Placement(member_id, MONDAY))
    with pytest.raises(RefusedError, match="expected a template; found a workout of a member"):
        catalog.workouts.plan(own.workout_id, MONDAY, [member_id])
    template = catalog.workouts.store(LEGS)
    with pytest.raises(RefusedError, match="expected members, or a class that has some"):
        catalog.workouts.plan(template.workout_id, MONDAY)


def test_an_erased_member_has_no_workouts_left(catalog: WorkoutCatalog) -> None:
    member_id = anna(catalog)
    stored = catalog.workouts.store(LEGS, Placement(member_id, MONDAY))
    assert ("workouts", 1) in catalog.members.erase(member_id).removed
    with pytest.raises(UnknownError, match="there is no workout"):
        catalog.workouts.get(stored.workout_id)
    assert listed(catalog, WantedWorkouts()) == []


def test_the_day_is_the_gyms(catalog: WorkoutCatalog) -> None:
    assert catalog.workouts.today() == date(2026, 2, 25)  # 07:13 in Berlin by the test's clock
    answer = catalog.stub.GetToday(messages.GetTodayRequest())
    assert answer.time_zone == "Europe/Berlin"


def whose(one: StoredWorkout) -> str:
    assert one.placement
    return one.placement.member_id
