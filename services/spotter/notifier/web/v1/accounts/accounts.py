"""Routes for everybody's accounts."""

from uuid import UUID

from fastapi import APIRouter

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1.accounts import accounts as views
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.wire.catalog.people.accounts import ROLES, Role, scope_message

_READ, _WRITE = needs(Right.ACCOUNTS_READ), needs(Right.ACCOUNTS_WRITE)


def account_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes; the catalog refuses what a manager may not do to an owner."""
    router = APIRouter(prefix="/accounts", tags=["accounts"])
    _add_invitations(router, catalog)
    _add_changes(router, catalog)
    return router


def _add_invitations(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("", summary="Who may sign in, by name", openapi_extra=_READ)
    async def accounts() -> list[views.AccountView]:
        stub = AccountServiceStub(catalog.grpc)
        found = await catalog.call(stub.ListAccounts, pb2.ListAccountsRequest())
        return [views.account_view(one) for one in found.accounts]

    @router.post("", status_code=201, summary="Invite somebody", openapi_extra=_WRITE)
    async def invite(given: views.Invitation, by: By) -> views.InvitedView:
        request = pb2.InviteRequest(
            name=given.name,
            sign_in_name=given.sign_in_name,
            role=ROLES.label(Role(given.role)),
            scope=scope_message(given.scope.value),
            member_id=str(given.member_id or ""),
            author=by.author,
        )
        made = await catalog.call(AccountServiceStub(catalog.grpc).Invite, request)
        return views.InvitedView(account=views.account_view(made.account), secret=made.secret)

    @router.post(
        "/{account_id}/reset",
        summary="End its sign-ins and tokens, and let its password be chosen anew",
        openapi_extra=_WRITE,
    )
    async def reset(account_id: UUID, by: By) -> views.InvitedView:
        request = pb2.ResetAccountRequest(account=str(account_id), author=by.author)
        made = await catalog.call(AccountServiceStub(catalog.grpc).ResetAccount, request)
        return views.InvitedView(account=views.account_view(made.account), secret=made.secret)


def _add_changes(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.put("/{account_id}", summary="Change an account", openapi_extra=_WRITE)
    async def change(account_id: UUID, given: views.AccountChanged, by: By) -> views.AccountView:
        request = pb2.ChangeAccountRequest(
            account_id=str(account_id),
            name=given.name or "",
            role=ROLES.label(Role(given.role)) if given.role else None,
            scope=scope_message(given.scope.value) if given.scope else None,
            is_disabled=given.is_disabled,
            author=by.author,
        )
        changed = await catalog.call(AccountServiceStub(catalog.grpc).ChangeAccount, request)
        return views.account_view(changed.account)

    @router.delete("/{account_id}", status_code=204, summary="Erase it", openapi_extra=_WRITE)
    async def erase(account_id: UUID, by: By) -> None:
        request = pb2.EraseAccountRequest(account_id=str(account_id), author=by.author)
        await catalog.call(AccountServiceStub(catalog.grpc).EraseAccount, request)

    @router.delete(
        "/{account_id}/sign-ins",
        status_code=204,
        summary="End its sign-ins",
        openapi_extra=_WRITE,
    )
    async def sign_out(account_id: UUID, by: By) -> None:
        request = pb2.EndSignInsRequest(account_id=str(account_id), author=by.author)
        await catalog.call(AccountServiceStub(catalog.grpc).EndSignIns, request)
