"""Members and classes in the catalog: real gRPC, database and Redis."""

import io
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest
import redis
from sqlalchemy import text

from spotter.catalog.database.tables import MemberRow
from spotter.catalog.members.names import folded
from spotter.catalog_client.errors import ConflictError, RefusedError, UnknownError
from spotter.wire.catalog.people.classes import ClassPlan
from spotter.wire.catalog.people.members import Consent, Retention
from support.records.audited import audited
from support.records.people_catalog import (
    ALL,
    REPS,
    PeopleCatalog,
    announced,
    people_catalog,
)

NOBODY = "00000000-0000-4000-8000-000000000000"


NAMES = [
    "Ágnes Nagy",
    "anna",
    "Анна Каренина",
    "محمد علي",
    "李小龍",
    "अनीता",
    "🏋️ Max",
    "Zoë",
    "क्\u200dष",
]


EVENING = ClassPlan("Evening", date(2026, 3, 2), True, time(18, 30), 60)  # noqa: FBT003


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[PeopleCatalog]:
    with people_catalog(database_url, redis_client) as one:
        yield one


def named(catalog: PeopleCatalog, search: str = "", *, with_left: bool = False) -> list[str]:
    return [one.name for one in catalog.members.listed(search, with_left=with_left)]


def member_row(number: int) -> MemberRow:
    name = f"Member {number % 5000:04}"
    return MemberRow(
        id=uuid.uuid4(),
        name=name,
        folded=folded(name),
        keeps_reps=True,
        keeps_poses=False,
        consented_us=1,
        joined_us=1,
    )


def test_members_have_names_in_any_script_and_are_found_by_a_part_of_them(
    catalog: PeopleCatalog,
) -> None:
    for name in NAMES:
        member = catalog.members.add(name, REPS)
        assert catalog.members.get(member.member_id) == member
        assert member.name == name
    assert sorted(named(catalog)) == sorted(NAMES)
    for search, found in (
        ("ANNA", ["anna"]),
        ("áGNES", ["Ágnes Nagy"]),
        ("каренина", ["Анна Каренина"]),
        ("小", ["李小龍"]),
        ("علي", ["محمد علي"]),
        ("क्ष", ["क्\u200dष"]),
        ("zo\u200be\u0308", ["Zoë"]),
        ("100%", []),
        ("_", []),
    ):
        assert named(catalog, search) == found


def test_ten_thousand_members_come_in_pages_by_name_each_once(catalog: PeopleCatalog) -> None:
    with catalog.database.writing() as session:
        session.add_all(map(member_row, range(10_000)))
    found = [(one.name, one.member_id) for one in catalog.members.listed()]
    assert len(set(found)) == 10_000
    assert [name for name, _ in found] == sorted(name for name, _ in found)
    assert named(catalog, "ber 042") == [f"Member {n:04}" for n in range(420, 430) for _ in "ab"]


def test_a_member_is_renamed_keeps_data_for_some_days_and_leaves(catalog: PeopleCatalog) -> None:
    anna = catalog.members.add("Anna", ALL)
    assert catalog.members.rename(anna.member_id, "Anna-Lena").name == "Anna-Lena"
    kept = catalog.members.change_retention(anna.member_id, Retention(30))
    assert kept.retention == Retention(30)
    session, _ = catalog.sessions.begin("rack-1", anna.member_id)
    left = catalog.members.leave(anna.member_id)
    assert left.left_us is not None
    assert catalog.sessions.get(session.session_id).ended_us == left.left_us
    assert (named(catalog), named(catalog, with_left=True)) == ([], ["Anna-Lena"])
    with pytest.raises(ConflictError, match="has left already"):
        catalog.members.leave(anna.member_id)
    with pytest.raises(ConflictError, match="has left"):
        catalog.sessions.begin("rack-1", anna.member_id)
    assert audited(catalog.database, anna.member_id) == [
        "ida: added a member; reps and their poses are kept",
        "ida: renamed the member",
        "ida: keeps poses for 30 days and verdicts as the gym does",
        "ida: the member left",
    ]


def test_a_members_height_is_noted_and_forgotten(catalog: PeopleCatalog) -> None:
    anna = catalog.members.add("Anna", ALL)
    assert anna.height_m is None
    assert catalog.members.change_height(anna.member_id, 1.78).height_m == 1.78
    for wrong in (0.79, 2.51, float("nan"), 178):
        with pytest.raises(RefusedError, match=r"a member is 0\.8 to 2\.5 m tall"):
            catalog.members.change_height(anna.member_id, wrong)
    assert catalog.members.get(anna.member_id).height_m == 1.78
    assert catalog.members.change_height(anna.member_id, None).height_m is None
    assert audited(catalog.database, anna.member_id)[1:] == [
        "ida: noted the height",
        "ida: removed the height",
    ]


def test_who_withdraws_the_consent_is_nobody_from_then_on(catalog: PeopleCatalog) -> None:
    anna = catalog.members.add("Anna", ALL)
    session, _ = catalog.sessions.begin("rack-1", anna.member_id)
    assert list(announced(catalog)) == ["rack-1"]
    changed, removed = catalog.members.change_consent(anna.member_id, Consent())
    assert (changed.consent.keeps_reps, removed) == (False, 0)
    assert catalog.sessions.get(session.session_id).ended_us is not None
    assert announced(catalog) == {}
    with pytest.raises(ConflictError, match="Anna has not agreed that reps are kept"):
        catalog.sessions.begin("rack-1", anna.member_id)


def test_a_class_is_created_changed_listed_and_archived(catalog: PeopleCatalog) -> None:
    anna, ben = (catalog.members.add(name, REPS) for name in ("Anna", "Ben"))
    plan = replace(
        EVENING,
        member_ids=(anna.member_id, ben.member_id),
        station_ids=("rack-1", "rack-2"),
        trainers=("Ida",),
    )
    created = catalog.classes.create(plan)
    assert created.plan == plan
    later = replace(plan, name="Später", minutes=90, member_ids=(ben.member_id,), trainers=())
    assert catalog.classes.change(created.class_id, later).plan == later
    assert [one.plan.name for one in catalog.classes.listed()] == ["Später"]
    archived = catalog.classes.archive(created.class_id)
    assert archived.archived_us is not None
    assert catalog.classes.archive(created.class_id) == archived
    assert list(catalog.classes.listed()) == []
    assert list(catalog.classes.listed(with_archived=True)) == [archived]
    with pytest.raises(ConflictError, match="is archived"):
        catalog.classes.change(created.class_id, plan)


def test_what_is_not_there_is_said(catalog: PeopleCatalog) -> None:
    for ask in (
        lambda: catalog.members.get(NOBODY),
        lambda: catalog.members.erase(NOBODY),
        lambda: catalog.members.export(NOBODY, io.BytesIO()),
        lambda: catalog.sessions.get(NOBODY),
        lambda: catalog.classes.get(NOBODY),
        lambda: catalog.sessions.begin("rack-1", NOBODY),
        lambda: catalog.classes.create(replace(EVENING, member_ids=(NOBODY,))),
    ):
        with pytest.raises(UnknownError, match="there is no"):
            ask()
    for ask in (lambda: catalog.members.get("anna"), lambda: catalog.members.add(" ", REPS)):
        with pytest.raises(RefusedError, match="found"):
            ask()


def test_an_error_tells_nothing_of_a_statement(catalog: PeopleCatalog) -> None:
    with catalog.database.writing() as session:
        session.execute(text("ALTER TABLE audit_entry RENAME TO elsewhere"))
    with pytest.raises(RefusedError, match="a statement failed; the catalog's log says") as caught:
        catalog.members.add("Anna Schmidt", ALL)
    assert "Anna" not in str(caught.value)
