"""The audit on real databases: who saw and changed what, and that nothing of it was altered."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
import redis
from sqlalchemy import delete, insert, select, update

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1 import audit_service_pb2 as audit_pb2
from spotter.catalog.audit import Signature, note
from spotter.catalog.database.care.copying import copy
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.tables import AuditEntry, AuditHead, AuditName
from spotter.catalog_client.errors import UnknownError
from spotter.wire.catalog.people.members import Consent
from support.records.accounts_catalog import AccountsCatalog, accounts_catalog, status
from support.servers.postgres_server import PostgresServer

MEMBERS = 5
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[AccountsCatalog]:
    with accounts_catalog(database_url, redis_client) as one:
        yield one


def add_members(catalog: AccountsCatalog) -> list[str]:
    return [catalog.members.add(f"M{no}", Consent()).member_id for no in range(MEMBERS)]


def broken_at(catalog: AccountsCatalog) -> int:
    return catalog.audit.checked().broken_at


def seen(
    member_id: str, subject: str = "rack-1-4711", author: str = "local"
) -> audit_pb2.NoteSeenRequest:
    return audit_pb2.NoteSeenRequest(
        author=author, kind="rep", subject=subject, member_id=member_id, what="opened a rep"
    )


def test_entries_say_who_did_what_of_whom_latest_first(catalog: AccountsCatalog) -> None:
    ida = catalog.joined("Ida").whoever
    [anna, *_] = add_members(catalog)
    catalog.audit_stub.NoteSeen(seen(anna, author=ida.account_id))
    [rep, added] = catalog.audit.listed(member_id=anna)
    assert (rep.author, rep.author_name, rep.kind) == (ida.account_id, "Ida", "rep")
    assert (rep.subject, rep.member_id, rep.what) == ("rack-1-4711", anna, "opened a rep")
    assert (added.author, added.author_name, added.subject) == ("local", "", anna)
    assert [one.what for one in catalog.audit.listed(author=ida.account_id)] == [
        "opened a rep",
        "chose a password and signed in",
    ]


def test_entries_are_listed_in_pages(catalog: AccountsCatalog) -> None:
    add_members(catalog)
    request = audit_pb2.ListEntriesRequest(page_size=2)
    first = catalog.audit_stub.ListEntries(request)
    request.page_token = first.next_page_token
    second = catalog.audit_stub.ListEntries(request)
    request.page_token = second.next_page_token
    third = catalog.audit_stub.ListEntries(request)
    numbers = [one.number for page in (first, second, third) for one in page.entries]
    assert (numbers, third.next_page_token) == ([5, 4, 3, 2, 1], "")


def test_what_is_seen_of_somebody_unknown_is_refused(catalog: AccountsCatalog) -> None:
    assert status(lambda: catalog.audit_stub.NoteSeen(seen(NOBODY))) is grpc.StatusCode.NOT_FOUND
    assert list(catalog.audit.listed()) == []


@pytest.mark.parametrize(
    "wrong", [seen("", subject=""), seen("", subject="x" * 201), seen("", author=" ")]
)
def test_what_says_nothing_is_no_entry(
    catalog: AccountsCatalog, wrong: audit_pb2.NoteSeenRequest
) -> None:
    assert status(lambda: catalog.audit_stub.NoteSeen(wrong)) is grpc.StatusCode.INVALID_ARGUMENT
    assert list(catalog.audit.listed()) == []


def test_entries_as_they_were_written_fit(catalog: AccountsCatalog) -> None:
    assert catalog.audit.checked().entries == 0
    add_members(catalog)
    check = catalog.audit.checked()
    assert (check.entries, check.broken_at) == (MEMBERS, 0)
    with catalog.database.reading() as session:
        last = select(AuditEntry.hash).order_by(AuditEntry.no.desc()).limit(1)
        assert check.last_hash == session.scalars(last).one().hex()


@pytest.mark.parametrize("number", range(1, MEMBERS + 1))
def test_a_changed_entry_is_found(catalog: AccountsCatalog, number: int) -> None:
    add_members(catalog)
    with catalog.database.writing() as session:
        session.execute(
            update(AuditEntry).where(AuditEntry.no == number).values(author="somebody else")
        )
    assert broken_at(catalog) == number


@pytest.mark.parametrize(("number", "found_at"), [(1, 2), (3, 4), (MEMBERS, MEMBERS)])
def test_a_removed_entry_is_found(catalog: AccountsCatalog, number: int, found_at: int) -> None:
    add_members(catalog)
    with catalog.database.writing() as session:
        session.execute(delete(AuditEntry).where(AuditEntry.no == number))
    assert broken_at(catalog) == found_at


def test_an_inserted_entry_is_found(catalog: AccountsCatalog) -> None:
    add_members(catalog)
    with catalog.database.writing() as session:
        copied = session.execute(select(AuditEntry.__table__)).mappings().first()
        assert copied is not None
        session.execute(insert(AuditEntry).values({**copied, "no": MEMBERS + 1}))
    assert broken_at(catalog) == MEMBERS + 1


def test_all_entries_removed_are_found_as_long_as_their_number_is_known(
    catalog: AccountsCatalog,
) -> None:
    add_members(catalog)
    with catalog.database.writing() as session:
        session.execute(delete(AuditEntry))
    assert broken_at(catalog) == 1
    with catalog.database.writing() as session:
        session.execute(delete(AuditHead))
    check = catalog.audit.checked()
    assert (check.entries, check.broken_at) == (0, 0)  # the number that somebody noted tells


def test_many_who_write_at_once_make_one_chain(catalog: AccountsCatalog) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda no: catalog.members.add(f"M{no}", Consent()), range(40)))
    check = catalog.audit.checked()
    assert (check.entries, check.broken_at) == (40, 0)


def test_what_is_rolled_back_is_not_noted(catalog: AccountsCatalog) -> None:
    add_members(catalog)

    def change_and_fail() -> None:
        with catalog.database.writing() as session:
            note(session, Signature("local", 5), "class", "evening", "changed the class")
            raise LookupError

    with pytest.raises(LookupError):
        change_and_fail()
    check = catalog.audit.checked()
    assert (check.entries, check.broken_at) == (MEMBERS, 0)


def test_what_is_kept_by_a_savepoint_is_noted_once_with_the_rest(catalog: AccountsCatalog) -> None:
    with catalog.database.writing() as session:
        note(session, Signature("local", 5), "class", "evening", "before")
        with session.begin_nested():
            note(session, Signature("local", 6), "class", "evening", "within")
        note(session, Signature("local", 7), "class", "evening", "after")
    assert [one.what for one in catalog.audit.listed()] == ["after", "within", "before"]
    assert catalog.audit.checked().broken_at == 0


def test_erasing_a_member_leaves_entries_of_nobody_in_particular(
    catalog: AccountsCatalog,
) -> None:
    [anna, ben, *_] = add_members(catalog)
    catalog.audit_stub.NoteSeen(seen(anna))
    before = catalog.audit.checked().entries
    catalog.members.erase(anna)
    check = catalog.audit.checked()
    assert (check.entries, check.broken_at) == (before + 1, 0)
    with pytest.raises(UnknownError):
        list(catalog.audit.listed(member_id=anna))
    entries = list(catalog.audit.listed())
    assert [one.what for one in entries[:2]] == ["erased the member", "opened a rep"]
    assert [one.member_id for one in entries[:2]] == ["", ""]
    assert {anna, "rack-1-4711"}.isdisjoint(one.subject for one in entries)
    assert [one.member_id for one in catalog.audit.listed(member_id=ben)] == [ben]
    with catalog.database.reading() as session:
        assert len(session.scalars(select(AuditName)).all()) == MEMBERS - 1


def test_the_name_of_an_erased_author_is_gone(catalog: AccountsCatalog) -> None:
    catalog.joined("Ida")
    ben = catalog.joined("Ben", pb2.ROLE_MANAGER).whoever.account_id
    catalog.accounts.erase(ben)
    [entry] = catalog.audit.listed(author=ben)
    assert (entry.author, entry.author_name) == (ben, "")


def test_a_copied_database_has_the_same_chain(
    catalog: AccountsCatalog, postgres: PostgresServer
) -> None:
    add_members(catalog)
    target = Database(postgres.new_database())
    upgrade(target)
    copy(catalog.database, target, lambda *_: None)
    with target.reading() as copied, catalog.database.reading() as session:
        asked = select(AuditEntry.__table__).order_by(AuditEntry.no)
        assert copied.execute(asked).all() == session.execute(asked).all()
    target.close()
