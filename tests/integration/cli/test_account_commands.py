"""``spotter user`` and ``spotter audit``, with a real catalog."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from sqlalchemy import update

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.catalog.database.tables import AuditEntry
from spotter.cli.up.first_owner import invited_owner
from spotter.wire.catalog.people.accounts import Role
from spotter.wire.catalog.people.members import Consent
from support.command_line import refused, run, said, told
from support.records.accounts_catalog import PASSWORD, AccountsCatalog, accounts_catalog

PAGE = "https://gym.example"


@pytest.fixture
def catalog(
    tmp_path: Path, redis_client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AccountsCatalog]:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path))
    with accounts_catalog(f"sqlite:///{tmp_path}/gym.sqlite3", redis_client) as one:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", one.address)
        yield one


def invite(name: str, *words: str, role: str = "trainer") -> str:
    return said("user", "invite", name, "--as", name.lower(), "--role", role, *words)


def test_an_invitation_is_a_link_that_chooses_a_password(catalog: AccountsCatalog) -> None:
    printed = invite("Ida", "--page", PAGE, role="owner")
    assert "Ida (ida): owner, invited, sees everybody" in printed
    start, _, secret = printed.rstrip().rpartition("#invitation=")
    assert start.endswith(f": {PAGE}/sign-in")
    accepted = pb2.AcceptInvitationRequest(secret=secret, password=PASSWORD)
    assert catalog.stub.AcceptInvitation(accepted).whoever.name == "Ida"
    assert [one["role"] for one in told("user", "list")["accounts"]] == ["owner"]


@pytest.mark.usefixtures("catalog")
def test_without_a_page_the_rest_of_the_link_is_printed() -> None:
    assert "the gym's page; it works once" in invite("Ida")


def test_a_trainer_sees_whom_the_words_name(catalog: AccountsCatalog) -> None:
    anna = catalog.members.add("Anna", Consent()).member_id
    invite("Ida", "--station", "rack-1", "--member", "anna")
    [account] = told("user", "list")["accounts"]
    assert account["scope"] == {
        "class_ids": [],
        "station_ids": ["rack-1"],
        "member_ids": [anna],
    }
    assert "1 station, 1 member" in said("user", "list")
    assert "sees 2 stations" in said(
        "user", "change", "ida", "--station", "rack-1", "--station", "rack-2"
    )
    assert "sees everybody" in said("user", "change", "ida", "--sees-everybody")
    code, reason = refused("user", "change", "ida", "--sees-everybody", "--station", "rack-1")
    assert (code, "found both" in reason) == (2, True)


def test_a_members_account_is_of_a_member(catalog: AccountsCatalog) -> None:
    anna = catalog.members.add("Anna Schmidt", Consent()).member_id
    invite("Anna", "--member", "schmidt", role="member")
    assert told("user", "list")["accounts"][0]["member_id"] == anna
    code, reason = refused("user", "invite", "Ben", "--as", "ben", "--role", "member")
    assert (code, reason) == (2, "expected one --member, who they are; found 0")


def test_sign_ins_are_listed_and_ended(catalog: AccountsCatalog) -> None:
    secret = catalog.joined("Ida").secret
    [sign_in] = told("user", "sign-ins", "ida")["sign_ins"]
    assert sign_in["agent"] == "Firefox"
    assert said("user", "end-sign-ins", "ida", "--only", sign_in["sign_in_id"]) == (
        "1 sign-in ended.\n"
    )
    assert "Nowhere." in said("user", "sign-ins", "ida")
    assert told("user", "end-sign-ins", "ida") == {"ended": 0}
    assert secret


def test_an_account_is_reset_changed_and_erased(catalog: AccountsCatalog) -> None:
    catalog.joined("Ida")
    catalog.joined("Ben", pb2.ROLE_TRAINER)
    assert told("user", "reset", "ben", "--page", PAGE)["is_invited"]
    assert "Ben Kurz (ben): manager, disabled" in said(
        "user", "change", "ben", "--name", "Ben Kurz", "--role", "manager", "--disable"
    )
    assert run("user", "erase", "kurz", answer="n\n").exit_code == 1
    assert said("user", "erase", "kurz", "--yes") == "The account of Ben Kurz is erased.\n"
    code, reason = refused("user", "erase", "ida", "--yes")
    assert (code, "the last owner" in reason) == (1, True)
    assert refused("user", "reset", "ben") == (2, "there is no account named 'ben'")


def test_several_with_the_same_name_are_listed(catalog: AccountsCatalog) -> None:
    for sign_in_name in ("ida1", "ida2"):
        catalog.accounts.invite("Ida", sign_in_name, Role.TRAINER)
    code, reason = refused("user", "reset", "Ida")
    assert (code, "'Ida' names 2:" in reason) == (2, True)
    assert told("user", "reset", "ida2")["sign_in_name"] == "ida2"


def test_the_audit_says_who_did_what_and_that_it_is_whole(catalog: AccountsCatalog) -> None:
    ida = catalog.joined("Ida").whoever.account_id
    catalog.members.add("Anna", Consent())
    entries = told("audit", "list")["entries"]
    assert [one["author_name"] or one["author"] for one in entries] == ["local", "Ida", "local"]
    assert [one["what"] for one in told("audit", "list", "--by", "ida")["entries"]] == [
        "chose a password and signed in"
    ]
    assert len(told("audit", "list", "--member", "anna")["entries"]) == 1
    assert len(told("audit", "list", "--limit", "2")["entries"]) == 2
    assert "The audit has 3 entries, each as it was written" in said("audit", "check")
    with catalog.database.writing() as session:
        session.execute(update(AuditEntry).where(AuditEntry.no == 2).values(author=ida[::-1]))
    assert refused("audit", "check") == (1, "Entry 2 is not what followed the one before.")
    assert "somebody who has left" in said("audit", "list")


def test_the_first_start_tells_a_link_until_somebody_has_become_the_owner(
    catalog: AccountsCatalog,
) -> None:
    lost, told_again = (invited_owner(catalog.channel, PAGE) for _ in range(2))
    assert f"{PAGE}/sign-in#invitation=spotter_invitation_" in lost
    assert lost != told_again
    secret = told_again.rpartition("=")[2]
    accepted = pb2.AcceptInvitationRequest(secret=secret, password=PASSWORD)
    assert catalog.stub.AcceptInvitation(accepted).whoever.role == pb2.ROLE_OWNER
    assert not invited_owner(catalog.channel, PAGE)
