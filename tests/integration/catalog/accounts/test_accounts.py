"""Accounts, tokens and paired screens: real gRPC, databases and Redis."""

import io
import json
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from functools import partial

import grpc
import pytest
import redis

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.catalog.accounts.devices import MOST_WAITING
from spotter.catalog.database.tables import PairingRow
from spotter.catalog_client.errors import ConflictError, RefusedError, UnknownError
from spotter.wire.catalog.people.accounts import EVERYBODY, NOBODY, Role, Scope
from spotter.wire.catalog.people.classes import ClassPlan
from spotter.wire.catalog.people.members import Consent
from support.records.accounts_catalog import (
    PASSWORD,
    AccountsCatalog,
    accounts_catalog,
    status,
)
from support.records.people_catalog import HOUR_US

UNKNOWN = "00000000-0000-4000-8000-000000000000"
OWNERLESS = "this is the last owner"


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[AccountsCatalog]:
    with accounts_catalog(database_url, redis_client) as one:
        yield one


def changing(
    account_id: str, author: str, *, name: str = "", role: pb2.Role | None = None
) -> pb2.ChangeAccountRequest:
    return pb2.ChangeAccountRequest(account_id=account_id, author=author, name=name, role=role)


def stands_for_nobody(catalog: AccountsCatalog, secret: str) -> bool:
    return status(lambda: catalog.whoever(secret)) is grpc.StatusCode.UNAUTHENTICATED


def test_the_first_owner_is_invited_anew_until_they_have_accepted(
    catalog: AccountsCatalog,
) -> None:
    def invite_first() -> str:
        return catalog.accounts.invite("Owner", "owner", Role.OWNER, only_first=True).secret

    lost, found = invite_first(), invite_first()
    accepted = pb2.AcceptInvitationRequest(secret=lost, password=PASSWORD)
    assert status(lambda: catalog.stub.AcceptInvitation(accepted)) is (
        grpc.StatusCode.UNAUTHENTICATED
    )
    accepted.secret = found
    catalog.stub.AcceptInvitation(accepted)
    with pytest.raises(ConflictError, match="somebody has an account already"):
        invite_first()
    assert len(catalog.accounts.listed()) == 1


def test_a_name_to_sign_in_with_is_one_persons(catalog: AccountsCatalog) -> None:
    catalog.joined("Ida")
    with pytest.raises(ConflictError, match="somebody signs in as ida already"):
        catalog.accounts.invite("Another Ida", "IDA", Role.TRAINER)


def test_the_last_owner_stays_one(catalog: AccountsCatalog) -> None:
    ida = catalog.joined("Ida").whoever.account_id
    catalog.accounts.invite("Ben", "ben", Role.OWNER)  # who has not accepted
    with pytest.raises(ConflictError, match=OWNERLESS):
        catalog.accounts.change(ida, role=Role.MANAGER)
    with pytest.raises(ConflictError, match=OWNERLESS):
        catalog.accounts.change(ida, is_disabled=True)
    with pytest.raises(ConflictError, match=OWNERLESS):
        catalog.accounts.erase(ida)
    catalog.joined("Eve")
    catalog.accounts.erase(ida)
    assert [one.name for one in catalog.accounts.listed()] == ["Ben", "Eve"]


def test_of_two_owners_who_leave_at_the_same_moment_one_stays(catalog: AccountsCatalog) -> None:
    owners = [catalog.joined(name).whoever.account_id for name in ("Ida", "Ben")]

    def leave(account_id: str) -> str:
        try:
            catalog.accounts.change(account_id, role=Role.TRAINER)
        except ConflictError:
            return "stays"
        return "leaves"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(leave, owners)) == ["leaves", "stays"]


def test_a_manager_neither_changes_nor_makes_owners(catalog: AccountsCatalog) -> None:
    owner = catalog.joined("Ida").whoever.account_id
    ben = catalog.joined("Ben", pb2.ROLE_MANAGER).whoever.account_id
    calls = (
        lambda: catalog.stub.ResetAccount(pb2.ResetAccountRequest(account="ida", author=ben)),
        lambda: catalog.stub.ChangeAccount(changing(owner, ben, name="Eve")),
        lambda: catalog.stub.ChangeAccount(changing(ben, ben, role=pb2.ROLE_OWNER)),
        lambda: catalog.stub.EraseAccount(pb2.EraseAccountRequest(account_id=owner, author=ben)),
        lambda: catalog.stub.EndSignIns(pb2.EndSignInsRequest(account_id=owner, author=ben)),
        lambda: catalog.stub.CreateToken(
            pb2.CreateTokenRequest(account_id=owner, label="x", days=1, author=ben)
        ),
        lambda: catalog.stub.Invite(
            pb2.InviteRequest(name="E", sign_in_name="e", role=pb2.ROLE_OWNER, author=ben)
        ),
    )
    assert {status(call) for call in calls} == {grpc.StatusCode.PERMISSION_DENIED}
    assert catalog.accounts.listed()[1].role is Role.OWNER


def test_anybody_changes_their_own_name_and_nothing_else(catalog: AccountsCatalog) -> None:
    ben = catalog.joined("Ben", pb2.ROLE_TRAINER).whoever.account_id
    changed = catalog.stub.ChangeAccount(changing(ben, ben, name="Benjamin"))
    assert changed.account.name == "Benjamin"
    assert status(lambda: catalog.stub.ChangeAccount(changing(ben, ben, role=pb2.ROLE_OWNER))) is (
        grpc.StatusCode.PERMISSION_DENIED
    )


def test_an_author_without_an_account_changes_nothing(catalog: AccountsCatalog) -> None:
    ida = catalog.joined("Ida").whoever.account_id
    calls = [changing(ida, author, name="Eve") for author in (UNKNOWN, "ida")]
    assert {status(partial(catalog.stub.ChangeAccount, call)) for call in calls} == {
        grpc.StatusCode.PERMISSION_DENIED
    }


def test_who_is_disabled_is_signed_out_and_cannot_sign_in(catalog: AccountsCatalog) -> None:
    catalog.joined("Ida")
    ben = catalog.joined("Ben", pb2.ROLE_TRAINER)
    token = new_token(catalog, ben.whoever.account_id)
    catalog.accounts.change(ben.whoever.account_id, is_disabled=True)
    assert stands_for_nobody(catalog, ben.secret)
    assert stands_for_nobody(catalog, token.secret)
    assert status(lambda: catalog.signed_in("ben")) is grpc.StatusCode.UNAUTHENTICATED
    catalog.accounts.change(ben.whoever.account_id, is_disabled=False)
    assert catalog.signed_in("ben").whoever.name == "Ben"
    assert stands_for_nobody(catalog, token.secret)


def test_an_invitation_to_an_account_that_is_disabled_is_never_one_again(
    catalog: AccountsCatalog,
) -> None:
    catalog.joined("Ida")
    invited = catalog.accounts.invite("Ben", "ben", Role.TRAINER)
    for is_disabled in (True, False):
        catalog.accounts.change(invited.account.account_id, is_disabled=is_disabled)
    accepted = pb2.AcceptInvitationRequest(secret=invited.secret, password=PASSWORD)
    assert status(lambda: catalog.stub.AcceptInvitation(accepted)) is (
        grpc.StatusCode.UNAUTHENTICATED
    )


def test_a_reset_account_has_no_password_sign_ins_and_tokens_until_one_is_chosen(
    catalog: AccountsCatalog,
) -> None:
    ida = catalog.joined("Ida")
    token = new_token(catalog, ida.whoever.account_id)
    invited = catalog.accounts.reset("IDA")
    assert invited.account.is_invited
    assert stands_for_nobody(catalog, ida.secret)
    assert stands_for_nobody(catalog, token.secret)
    assert status(catalog.signed_in) is grpc.StatusCode.UNAUTHENTICATED
    accepted = pb2.AcceptInvitationRequest(secret=invited.secret, password=PASSWORD)
    assert catalog.stub.AcceptInvitation(accepted).whoever.name == "Ida"
    with pytest.raises(UnknownError, match="nobody signs in as"):
        catalog.accounts.reset("nobody")


def test_a_trainer_sees_whom_the_scope_names(catalog: AccountsCatalog) -> None:
    anna = catalog.members.add("Anna", Consent()).member_id
    scope = Scope(station_ids=("rack-1", "rack-2"), member_ids=(anna,))
    account = catalog.accounts.invite("Ben", "ben", Role.TRAINER, scope=scope).account
    assert account.scope == scope
    everybody = catalog.accounts.change(account.account_id, scope=EVERYBODY)
    assert everybody.scope.is_everybody
    with pytest.raises(UnknownError, match="there is no member"):
        catalog.accounts.change(account.account_id, scope=Scope(member_ids=(UNKNOWN,)))


def test_a_change_of_a_class_is_told_since_its_trainers_see_others(
    catalog: AccountsCatalog,
) -> None:
    plan = ClassPlan("Evening", date(2026, 1, 5), is_weekly=True, starts_at=time(18), minutes=60)
    evening = catalog.classes.create(plan)
    before = catalog.announced()
    catalog.classes.change(evening.class_id, plan)
    assert catalog.announced() == [*before, evening.class_id]


def test_a_trainer_whose_members_have_all_left_sees_nobody(catalog: AccountsCatalog) -> None:
    anna = catalog.members.add("Anna", Consent()).member_id
    joined = catalog.joined("Ben", pb2.ROLE_TRAINER, scope=pb2.Scope(member_ids=[anna]))
    catalog.members.erase(anna)
    assert catalog.whoever(joined.secret).scope == pb2.Scope(member_ids=[NOBODY])
    [ben] = catalog.accounts.listed()
    unchanged = catalog.accounts.change(ben.account_id, scope=ben.scope)
    assert unchanged.scope == Scope(member_ids=(NOBODY,))


def test_who_is_no_trainer_any_more_has_no_scope(catalog: AccountsCatalog) -> None:
    scope = Scope(station_ids=("rack-1",))
    ben = catalog.accounts.invite("Ben", "ben", Role.TRAINER, scope=scope).account
    assert catalog.accounts.change(ben.account_id, role=Role.MANAGER).scope == EVERYBODY
    with pytest.raises(RefusedError, match="a trainer's scope"):
        catalog.accounts.change(ben.account_id, scope=scope)


def test_erasing_a_member_ends_their_account(catalog: AccountsCatalog) -> None:
    catalog.joined("Ida")
    anna = catalog.members.add("Anna", Consent()).member_id
    joined = catalog.joined("Anna", pb2.ROLE_MEMBER, member_id=anna)
    assert joined.whoever.member_id == anna
    with pytest.raises(ConflictError, match="this member has an account already"):
        catalog.accounts.invite("Anna again", "anna2", Role.MEMBER, member_id=anna)
    assert dict(catalog.members.erase(anna).removed) == {"accounts": 1, "members": 1}
    assert stands_for_nobody(catalog, joined.secret)
    assert [one.name for one in catalog.accounts.listed()] == ["Ida"]
    assert joined.whoever.account_id in catalog.announced()
    assert catalog.audit.checked().broken_at == 0


def test_a_members_export_says_what_they_sign_in_with_and_who_saw_them(
    catalog: AccountsCatalog,
) -> None:
    anna = catalog.members.add("Anna", Consent()).member_id
    catalog.joined("Anna", pb2.ROLE_MEMBER, member_id=anna)
    file = io.BytesIO()
    catalog.members.export(anna, file)
    with zipfile.ZipFile(file) as archive:
        told = {
            name: json.loads(archive.read(f"{name}.json"))
            for name in ("accounts", "sign_ins", "changes")
        }
    assert [one["sign_in_name"] for one in told["accounts"]] == ["anna"]
    assert [one["agent"] for one in told["sign_ins"]] == ["Firefox"]
    assert [(one["author_name"], one["what"]) for one in told["changes"]] == [
        (None, "added a member; nothing is kept"),
        (None, "invited a member"),
        ("Anna", "chose a password and signed in"),
        (None, "exported all that is known of the member"),
    ]


def new_token(
    catalog: AccountsCatalog, account_id: str, *rights: str, days: int = 1
) -> pb2.CreateTokenResponse:
    return catalog.stub.CreateToken(
        pb2.CreateTokenRequest(
            account_id=account_id, label="the door", rights=rights, days=days, author=account_id
        )
    )


def test_a_token_has_a_part_of_the_rights_until_it_ends(catalog: AccountsCatalog) -> None:
    ida = catalog.joined("Ida").whoever.account_id
    made = new_token(catalog, ida, "alerts:read", "stations:read")
    whoever = catalog.whoever(made.secret)
    assert (whoever.account_id, list(whoever.rights), whoever.sign_in_id) == (
        ida,
        ["alerts:read", "stations:read"],
        "",
    )
    assert made.secret.startswith("spotter_token_")
    listed = catalog.stub.ListTokens(pb2.ListTokensRequest(account_id=ida)).tokens
    assert [one.label for one in listed] == ["the door"]
    assert listed[0].used_us > 0
    catalog.clock.now_us += 24 * HOUR_US
    assert stands_for_nobody(catalog, made.secret)
    assert not catalog.stub.ListTokens(pb2.ListTokensRequest()).tokens


def test_a_token_has_no_more_rights_than_its_accounts_role_now(catalog: AccountsCatalog) -> None:
    catalog.joined("Ida")
    ben = catalog.joined("Ben", pb2.ROLE_MANAGER).whoever.account_id
    made = new_token(catalog, ben)
    catalog.accounts.change(ben, role=Role.TRAINER, scope=Scope(station_ids=("rack-1",)))
    now = catalog.whoever(made.secret)
    assert (now.role, list(now.scope.station_ids)) == (pb2.ROLE_TRAINER, ["rack-1"])


def test_a_revoked_token_stands_for_nobody(catalog: AccountsCatalog) -> None:
    ida = catalog.joined("Ida").whoever.account_id
    made = new_token(catalog, ida)
    assert not catalog.whoever(made.secret).rights
    catalog.stub.RevokeToken(pb2.RevokeTokenRequest(token_id=made.token.token_id, author=ida))
    assert stands_for_nobody(catalog, made.secret)
    assert catalog.announced()[-1] == ida


@pytest.mark.parametrize("days", [0, 367])
def test_a_token_is_for_a_year_at_most(catalog: AccountsCatalog, days: int) -> None:
    ida = catalog.joined("Ida").whoever.account_id
    assert status(lambda: new_token(catalog, ida, days=days)) is grpc.StatusCode.INVALID_ARGUMENT


def begun_pairing(catalog: AccountsCatalog) -> pb2.BeginPairingResponse:
    return catalog.stub.BeginPairing(pb2.BeginPairingRequest())


def completed(catalog: AccountsCatalog, secret: str) -> pb2.CompletePairingResponse:
    return catalog.stub.CompletePairing(pb2.CompletePairingRequest(secret=secret))


def confirmed(
    catalog: AccountsCatalog, code: str, station_id: str = "rack-1"
) -> pb2.ConfirmPairingResponse:
    return catalog.stub.ConfirmPairing(
        pb2.ConfirmPairingRequest(code=code, station_id=station_id, author="local")
    )


def test_a_screen_is_paired_by_the_code_that_it_shows(catalog: AccountsCatalog) -> None:
    screen = begun_pairing(catalog)
    assert completed(catalog, screen.secret).secret == ""
    device = confirmed(catalog, f" {screen.code[:4].lower()}-{screen.code[4:]}").device
    paired = completed(catalog, screen.secret)
    assert paired.device.device_id == device.device_id
    whoever = catalog.whoever(paired.secret)
    assert (whoever.account_id, whoever.role, whoever.station_id) == (
        device.device_id,
        pb2.ROLE_STATION,
        "rack-1",
    )
    assert status(lambda: completed(catalog, screen.secret)) is grpc.StatusCode.UNAUTHENTICATED
    assert status(lambda: confirmed(catalog, screen.code)) is grpc.StatusCode.NOT_FOUND
    [listed] = catalog.stub.ListDevices(pb2.ListDevicesRequest()).devices
    assert (listed.station_id, listed.paired_by) == ("rack-1", "local")


def test_a_revoked_device_is_no_station(catalog: AccountsCatalog) -> None:
    screen = begun_pairing(catalog)
    device = confirmed(catalog, screen.code).device
    secret = completed(catalog, screen.secret).secret
    revoke = pb2.RevokeDeviceRequest(device_id=device.device_id, author="local")
    catalog.stub.RevokeDevice(revoke)
    assert stands_for_nobody(catalog, secret)
    assert catalog.announced()[-1] == device.device_id
    assert status(lambda: catalog.stub.RevokeDevice(revoke)) is grpc.StatusCode.NOT_FOUND


def test_a_code_is_shown_for_ten_minutes(catalog: AccountsCatalog) -> None:
    screen, paired = begun_pairing(catalog), begun_pairing(catalog)
    confirmed(catalog, paired.code)
    catalog.clock.now_us += HOUR_US // 6
    assert status(lambda: confirmed(catalog, screen.code)) is grpc.StatusCode.NOT_FOUND
    assert status(lambda: completed(catalog, paired.secret)) is grpc.StatusCode.UNAUTHENTICATED
    begun_pairing(catalog)
    assert not catalog.stub.ListDevices(pb2.ListDevicesRequest()).devices


def test_who_guesses_codes_has_to_wait(catalog: AccountsCatalog) -> None:
    screen = begun_pairing(catalog)
    for _ in range(5):
        assert status(lambda: confirmed(catalog, "AAAAAAAA")) is grpc.StatusCode.NOT_FOUND
    assert status(lambda: confirmed(catalog, screen.code)) is grpc.StatusCode.RESOURCE_EXHAUSTED
    catalog.clock.now_us += 1_000_000
    assert confirmed(catalog, screen.code).device.station_id == "rack-1"


def test_not_more_than_a_thousand_screens_wait(catalog: AccountsCatalog) -> None:
    until_us = catalog.clock.now_us + HOUR_US // 6
    with catalog.database.writing() as session:
        session.add_all(
            PairingRow(code=f"{one:08}", secret_hash=f"{one}".encode(), until_us=until_us)
            for one in range(MOST_WAITING)
        )
    assert status(lambda: begun_pairing(catalog)) is grpc.StatusCode.RESOURCE_EXHAUSTED
    catalog.clock.now_us += HOUR_US // 6
    assert begun_pairing(catalog).code
