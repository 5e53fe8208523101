"""Invitations, sign-ins and what stands for people: real gRPC, databases and Redis."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
import pytest
import redis
from sqlalchemy import select

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.catalog.database.care.backups import backup, restore
from spotter.catalog.database.tables import AccountRow, InvitationRow, SignInRow
from spotter.wire.catalog.people.accounts import Role
from support.records.accounts_catalog import (
    ANOTHER,
    GUESS,
    IDLE_US,
    LONGEST_US,
    PASSWORD,
    AccountsCatalog,
    accounts_catalog,
    refused,
    status,
)
from support.records.people_catalog import HOUR_US

MINUTE_US = 60_000_000


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[AccountsCatalog]:
    with accounts_catalog(database_url, redis_client) as one:
        yield one


def test_who_accepts_an_invitation_is_signed_in_and_may_sign_in_again(
    catalog: AccountsCatalog,
) -> None:
    joined = catalog.joined("Ida")
    assert catalog.whoever(joined.secret) == joined.whoever
    again = catalog.signed_in(" IDA ")
    assert again.whoever.account_id == joined.whoever.account_id
    assert (again.whoever.name, again.whoever.role) == ("Ida", pb2.ROLE_OWNER)
    assert again.whoever.sign_in_id != joined.whoever.sign_in_id
    assert joined.secret.startswith("spotter_signin_")


def test_an_invitation_is_used_once_also_by_two_at_the_same_moment(
    catalog: AccountsCatalog,
) -> None:
    invited = catalog.stub.Invite(
        pb2.InviteRequest(name="Ida", sign_in_name="ida", role=pb2.ROLE_OWNER, author="local")
    )

    def outcome(password: str) -> str:
        request = pb2.AcceptInvitationRequest(secret=invited.secret, password=password)
        try:
            return catalog.stub.AcceptInvitation(request).whoever.name
        except grpc.RpcError as error:
            return str(error.code().name)

    with ThreadPoolExecutor(2) as threads:
        outcomes = threads.map(outcome, ["one of the two", "the other one"])
        assert sorted(outcomes) == ["Ida", "UNAUTHENTICATED"]
    assert outcome("a third one, later") == "UNAUTHENTICATED"


def test_an_invitation_ends_after_three_days(catalog: AccountsCatalog) -> None:
    invited = catalog.stub.Invite(
        pb2.InviteRequest(name="Ida", sign_in_name="ida", role=pb2.ROLE_OWNER, author="local")
    )
    catalog.clock.now_us += 72 * HOUR_US
    request = pb2.AcceptInvitationRequest(secret=invited.secret, password=PASSWORD)
    assert status(lambda: catalog.stub.AcceptInvitation(request)) is (
        grpc.StatusCode.UNAUTHENTICATED
    )


@pytest.mark.parametrize("password", ["", "too short", "x" * 1001])
def test_a_password_that_is_too_short_or_too_long_leaves_the_invitation(
    catalog: AccountsCatalog, password: str
) -> None:
    invited = catalog.stub.Invite(
        pb2.InviteRequest(name="Ida", sign_in_name="ida", role=pb2.ROLE_OWNER, author="local")
    )
    request = pb2.AcceptInvitationRequest(secret=invited.secret, password=password)
    assert status(lambda: catalog.stub.AcceptInvitation(request)) is (
        grpc.StatusCode.INVALID_ARGUMENT
    )
    request.password = PASSWORD
    assert catalog.stub.AcceptInvitation(request).whoever.name == "Ida"


def test_a_password_is_right_however_its_letters_were_composed(catalog: AccountsCatalog) -> None:
    composed, typed = "Bärentänzer \ufb01nden", "Ba\u0308renta\u0308nzer finden"
    catalog.joined("Ida", password=composed)
    assert catalog.signed_in(password=typed).whoever.name == "Ida"


def test_the_database_has_neither_passwords_nor_secrets(catalog: AccountsCatalog) -> None:
    catalog.joined("Ida")
    catalog.accounts.invite("Ben", "ben", Role.TRAINER)
    with catalog.database.reading() as session:
        account = session.scalars(select(AccountRow).where(AccountRow.name == "Ida")).one()
        assert (account.password_hash or "").startswith("$argon2id$")
        hashes = [*session.scalars(select(SignInRow.secret_hash))]
        hashes += session.scalars(select(InvitationRow.secret_hash))
    assert [len(one) for one in hashes] == [32, 32]


@pytest.mark.parametrize(
    ("name", "password"), [("ida", "wrong horse battery"), ("nobody", PASSWORD), ("ida\0", "x")]
)
def test_a_wrong_name_and_a_wrong_password_are_refused_alike(
    catalog: AccountsCatalog, name: str, password: str
) -> None:
    catalog.joined("Ida")
    refusal = refused(lambda: catalog.signed_in(name, password))
    assert refusal.code() is grpc.StatusCode.UNAUTHENTICATED
    assert refusal.details() == "the name or the password is wrong"


def test_a_sign_in_ends_when_it_is_not_used(catalog: AccountsCatalog) -> None:
    secret = catalog.joined("Ida").secret
    for _ in range(3):
        catalog.clock.now_us += IDLE_US - MINUTE_US
        assert catalog.whoever(secret).name == "Ida"
    catalog.clock.now_us += IDLE_US + MINUTE_US
    assert status(lambda: catalog.whoever(secret)) is grpc.StatusCode.UNAUTHENTICATED


def test_a_sign_in_ends_at_last_even_when_it_is_used(catalog: AccountsCatalog) -> None:
    secret = catalog.joined("Ida").secret
    begun_us = catalog.clock.now_us
    while catalog.clock.now_us + IDLE_US < begun_us + LONGEST_US:
        catalog.clock.now_us += IDLE_US
        assert catalog.whoever(secret).name == "Ida"
    catalog.clock.now_us = begun_us + LONGEST_US + MINUTE_US
    assert status(lambda: catalog.whoever(secret)) is grpc.StatusCode.UNAUTHENTICATED


def test_that_a_sign_in_is_used_is_written_once_a_minute(catalog: AccountsCatalog) -> None:
    joined = catalog.joined("Ida")
    [before] = catalog.accounts.sign_ins(joined.whoever.account_id)
    catalog.clock.now_us += MINUTE_US // 2
    catalog.whoever(joined.secret)
    assert catalog.accounts.sign_ins(joined.whoever.account_id) == [before]
    catalog.clock.now_us += MINUTE_US
    catalog.whoever(joined.secret)
    [after] = catalog.accounts.sign_ins(joined.whoever.account_id)
    assert after.used_us >= before.used_us + MINUTE_US


def test_a_stolen_secret_is_worth_nothing_after_signing_out(catalog: AccountsCatalog) -> None:
    joined = catalog.joined("Ida")
    other = catalog.signed_in()
    account_id = joined.whoever.account_id
    assert catalog.accounts.end_sign_ins(account_id, joined.whoever.sign_in_id) == 1
    assert status(lambda: catalog.whoever(joined.secret)) is grpc.StatusCode.UNAUTHENTICATED
    assert catalog.whoever(other.secret).name == "Ida"
    assert catalog.announced()[-1] == account_id
    assert catalog.accounts.end_sign_ins(account_id) == 1
    assert status(lambda: catalog.whoever(other.secret)) is grpc.StatusCode.UNAUTHENTICATED


def test_a_sign_in_of_somebody_else_is_not_ended_by_its_id(catalog: AccountsCatalog) -> None:
    ida, ben = catalog.joined("Ida"), catalog.joined("Ben")
    assert catalog.accounts.end_sign_ins(ida.whoever.account_id, ben.whoever.sign_in_id) == 0
    assert catalog.whoever(ben.secret).name == "Ben"


def test_another_password_ends_the_other_sign_ins(catalog: AccountsCatalog) -> None:
    first = catalog.joined("Ida")
    second = catalog.signed_in()
    request = pb2.ChangePasswordRequest(
        account_id=first.whoever.account_id,
        present=GUESS,
        password=ANOTHER,
        sign_in_id=second.whoever.sign_in_id,
    )
    assert status(lambda: catalog.stub.ChangePassword(request)) is (grpc.StatusCode.UNAUTHENTICATED)
    request.present = PASSWORD
    catalog.stub.ChangePassword(request)
    assert status(lambda: catalog.whoever(first.secret)) is grpc.StatusCode.UNAUTHENTICATED
    assert catalog.whoever(second.secret).name == "Ida"
    assert status(catalog.signed_in) is grpc.StatusCode.UNAUTHENTICATED
    assert catalog.signed_in(password=ANOTHER).whoever.name == "Ida"


def test_who_guesses_has_to_wait_longer_each_time_and_others_do_not(
    catalog: AccountsCatalog,
) -> None:
    catalog.joined("Ida")
    for _ in range(5):
        assert status(lambda: catalog.signed_in(password=GUESS)) is (
            grpc.StatusCode.UNAUTHENTICATED
        )
    refusal = refused(catalog.signed_in)
    assert refusal.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert "try again in 1 s" in (refusal.details() or "")
    assert dict(refusal.trailing_metadata())["retry-after-s"] == "1"
    assert catalog.signed_in(address="192.0.2.2").whoever.name == "Ida"
    catalog.clock.now_us += 1_000_000
    assert status(lambda: catalog.signed_in(password=GUESS)) is (grpc.StatusCode.UNAUTHENTICATED)
    catalog.clock.now_us += 1_000_000
    assert status(catalog.signed_in) is grpc.StatusCode.RESOURCE_EXHAUSTED
    catalog.clock.now_us += 1_000_000
    assert catalog.signed_in().whoever.name == "Ida"


def test_an_identity_makes_an_account_and_its_groups_give_the_role(
    catalog: AccountsCatalog,
) -> None:
    request = pb2.SignInByIdentityRequest(
        issuer="https://id.example", subject="42", name="Ida", role=pb2.ROLE_TRAINER
    )
    first = catalog.stub.SignInByIdentity(request)
    request.role = pb2.ROLE_OWNER
    second = catalog.stub.SignInByIdentity(request)
    assert second.whoever.account_id == first.whoever.account_id
    assert catalog.whoever(first.secret).role == pb2.ROLE_OWNER
    request.role = pb2.ROLE_TRAINER
    assert catalog.stub.SignInByIdentity(request).whoever.role == pb2.ROLE_OWNER  # the last one
    [account] = catalog.accounts.listed()
    assert (account.is_external, account.is_invited, account.sign_in_name) == (True, False, "")


def test_who_had_signed_out_stays_so_after_a_backup_is_restored(
    catalog: AccountsCatalog, tmp_path: Path
) -> None:
    secret = catalog.joined("Ida").secret
    monday = tmp_path / "monday"
    backup(catalog.database, monday, lambda *_: None)
    catalog.accounts.end_sign_ins(catalog.whoever(secret).account_id)
    restore(monday, catalog.database, lambda *_: None, aside=tmp_path / "aside", now_us=5)
    assert status(lambda: catalog.whoever(secret)) is grpc.StatusCode.UNAUTHENTICATED
    assert catalog.signed_in().whoever.name == "Ida"
    assert catalog.audit.checked().broken_at == 0


@pytest.mark.parametrize(
    "secret", ["", "x", "spotter_signin_", "spotter_signin_é", "spotter_token_x"]
)
def test_what_is_no_secret_stands_for_nobody(catalog: AccountsCatalog, secret: str) -> None:
    assert status(lambda: catalog.whoever(secret)) is grpc.StatusCode.UNAUTHENTICATED
